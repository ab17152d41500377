package io.wattpack.core.model;

import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.List;

/**
 * A container image run to completion on one node.
 *
 * @param gpuCount GPUs, at least 1; more than 1 only with whole GPUs
 * @param memory GPU memory needed on each of those GPUs
 * @param gpuModels GPU models it accepts; empty: any
 * @param runMillis how long it runs once started (declared; a virtual site runs it for just this
 *     long)
 */
public record TaskWork(
    int gpuCount, GpuShare share, Mebibytes memory, List<GpuModelId> gpuModels, long runMillis)
    implements JobWork {
  public TaskWork {
    gpuModels = List.copyOf(gpuModels);
  }

  @Override
  public JobKind kind() {
    return JobKind.TASK;
  }
}
