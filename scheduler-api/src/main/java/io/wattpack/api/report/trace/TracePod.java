package io.wattpack.api.report.trace;

import java.util.List;

/**
 * What one pod of a trace asks for.
 *
 * @param cpuMilli thousandths of a CPU
 * @param memoryMebibytes host memory
 * @param gpuCount GPUs; 0: it needs none
 * @param gpuMilli thousandths of each of them, below 1000 only with one GPU; 0 without GPUs
 * @param gpuModels the models it runs on, as the file lists them; empty: any
 */
public record TracePod(
    String name,
    int cpuMilli,
    long memoryMebibytes,
    int gpuCount,
    int gpuMilli,
    List<String> gpuModels) {
  public TracePod {
    gpuModels = List.copyOf(gpuModels);
  }

  /** Thousandths of GPUs it asks for in all. */
  public int demandMilli() {
    return gpuCount * gpuMilli;
  }

  public boolean accepts(String gpuModel) {
    return gpuModels.isEmpty() || gpuModels.contains(gpuModel);
  }
}
