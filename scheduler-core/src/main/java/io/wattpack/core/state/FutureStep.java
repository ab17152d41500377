package io.wattpack.core.state;

import io.wattpack.core.power.LimitKind;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * A moment from which on a power domain may draw another amount, as far as is known.
 *
 * @param cap what its whole subtree may draw from then on
 * @param binding which limit is the least from then on
 * @param firm what nothing can switch off; above the cap it will be a breach
 * @param drain watts booked now that must be gone by then
 * @param drainFrom nothing is told to stop for it before that moment; null: nothing must go
 */
public record FutureStep(
    EpochMillis at,
    Watts cap,
    LimitKind binding,
    Watts firm,
    Watts drain,
    @Nullable EpochMillis drainFrom) {}
