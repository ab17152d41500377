package io.wattpack.core.event;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * An operator's limit on a power domain, laid over the fleet file.
 *
 * @param limit watts; null takes the operator limit away
 * @param until when it ends by itself; null: never
 */
public record LimitChanged(PowerDomainId domain, @Nullable Watts limit, @Nullable EpochMillis until)
    implements Event {}
