package io.wattpack.core.model;

import java.util.List;

/**
 * A shape of work and how often it was seen.
 *
 * @param cpuMilli thousandths of a core
 * @param gpuCount GPUs; 0: none
 * @param milli thousandths of each GPU; 0 without GPUs
 * @param gpuModels GPU models it accepts; empty: any
 * @param count how many were seen, at least 1
 */
public record TypicalShape(
    long cpuMilli, int gpuCount, int milli, List<GpuModelId> gpuModels, int count) {
  public TypicalShape {
    gpuModels = List.copyOf(gpuModels);
  }
}
