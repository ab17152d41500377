package io.wattpack.core.event;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * What a meter read at a power domain.
 *
 * @param watts what everything under the domain drew, in the sense in which the domain is rated;
 *     null: the domain has no meter any more, and what the last one read no longer counts
 */
public record MeterReading(PowerDomainId domain, @Nullable Watts watts) {}
