package io.wattpack.core.plan.image;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.TelemetrySource;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import io.wattpack.core.units.WattsDelta;
import org.jspecify.annotations.Nullable;

/**
 * The meter of a power domain.
 *
 * @param watts what it read last
 * @param heardAt when one was heard that readings from then on can be compared with; null: the next
 *     reading cannot be compared with anything
 * @param over by how much the last reading that could be compared exceeds what was booked
 * @param highest the highest ceiling of the domain since then
 */
public record MeterImage(
    PowerDomainId domain,
    Watts watts,
    TelemetrySource source,
    EpochMillis sampledAt,
    @Nullable EpochMillis heardAt,
    WattsDelta over,
    Watts highest) {}
