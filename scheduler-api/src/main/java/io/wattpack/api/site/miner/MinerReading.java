package io.wattpack.api.site.miner;

import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * What one machine said of itself, in three replies shortly after each other; the watts are the
 * newest.
 *
 * @param watts drawn, as its power supply measures, rounded up
 * @param powerTarget the watts it aims at; null: none is set
 * @param takesPowerTarget whether its firmware can be given one
 * @param gigahashesPerSecond of the last seconds, rounded down; 0 when it does not hash
 */
public record MinerReading(
    Watts watts,
    MinerMode mode,
    @Nullable Watts powerTarget,
    boolean takesPowerTarget,
    long gigahashesPerSecond) {}
