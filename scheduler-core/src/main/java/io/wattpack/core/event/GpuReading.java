package io.wattpack.core.event;

import io.wattpack.core.model.GpuId;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * What was read at a GPU.
 *
 * @param watts what it drew
 * @param busyPermille part of the time in which it worked, in thousandths
 * @param milliCelsius its temperature in thousandths of a degree Celsius; null: not read
 */
public record GpuReading(
    GpuId gpu, Watts watts, int busyPermille, @Nullable Integer milliCelsius) {}
