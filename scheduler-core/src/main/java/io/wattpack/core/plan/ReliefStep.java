package io.wattpack.core.plan;

import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * What one decision is expected to free, and what it loses.
 *
 * @param frees watts by which the domain falls when it is confirmed
 * @param by when that is so by the declared actuation time
 * @param lossMicrosPerHour value that is not made while it lasts, in millionths of a dollar an
 *     hour: the value of the tier for a megawatt-hour, at the peak of its GPUs, by what their
 *     throughput loses; null: mining, of which nobody knows the price yet
 * @param lossMicrosOnce value of the time it takes to come back, in millionths of a dollar: loading
 *     weights, and of a task what it has done; wear for miners
 */
public record ReliefStep(
    Watts frees, EpochMillis by, @Nullable Long lossMicrosPerHour, long lossMicrosOnce) {}
