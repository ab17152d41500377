package io.wattpack.core.model;

import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.List;

/**
 * A container image run to completion, on one node or as a gang.
 *
 * @param gpuCount GPUs of each member, 0 or more; more than 1 only with whole GPUs
 * @param share of each GPU; without GPUs it means nothing
 * @param memory GPU memory needed on each of those GPUs
 * @param gpuModels GPU models it accepts; empty: any
 * @param runMillis how long it runs once started (declared; a virtual site runs it for just this
 *     long)
 * @param needs what each member asks of its node besides
 * @param members at least 1; more than 1 is a gang, with whole GPUs only, that starts and stops as
 *     one
 * @param rules where the members may stand
 * @param isWaiting whether it waits for room; if not, it ends at once when there is none
 */
public record TaskWork(
    int gpuCount,
    GpuShare share,
    Mebibytes memory,
    List<GpuModelId> gpuModels,
    long runMillis,
    NodeNeeds needs,
    int members,
    PlacementRules rules,
    boolean isWaiting)
    implements JobWork {
  public TaskWork {
    gpuModels = List.copyOf(gpuModels);
  }

  /** One that asks for GPUs of one node only, and waits for them. */
  public TaskWork(
      int gpuCount, GpuShare share, Mebibytes memory, List<GpuModelId> gpuModels, long runMillis) {
    this(
        gpuCount,
        share,
        memory,
        gpuModels,
        runMillis,
        NodeNeeds.NONE,
        1,
        PlacementRules.NONE,
        true);
  }

  @Override
  public JobKind kind() {
    return JobKind.TASK;
  }
}
