package io.wattpack.core.model;

import io.wattpack.core.units.Mebibytes;
import org.jspecify.annotations.Nullable;

/**
 * What a server has beside its GPUs.
 *
 * @param cpuMilli thousandths of a processor core that work may book; 0: not known, so that asks
 *     are not counted
 * @param memory main memory that work may book; 0: not known, so that asks are not counted
 * @param cpuPackage what a processor draws, for scores that weigh energy; null: not known
 */
public record Host(long cpuMilli, Mebibytes memory, @Nullable CpuPackage cpuPackage) {
  public static final Host NOT_COUNTED = new Host(0, Mebibytes.ZERO, null);
}
