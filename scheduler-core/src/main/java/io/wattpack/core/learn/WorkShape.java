package io.wattpack.core.learn;

import io.wattpack.core.model.GpuModelId;
import java.util.List;

/**
 * What one piece of work asks of one node.
 *
 * @param cpuMilli thousandths of a core
 * @param hostMemory mebibytes of main memory
 * @param gpuCount GPUs, 0 or more
 * @param shareMilli thousandths of each, 1 to 1000; 0 without GPUs
 * @param gpuModels models it accepts, kept sorted; empty: any
 */
public record WorkShape(
    long cpuMilli, long hostMemory, int gpuCount, int shareMilli, List<GpuModelId> gpuModels) {
  private static final int WHOLE = 1000;

  public WorkShape {
    gpuModels = gpuModels.stream().distinct().sorted().toList();
    if (gpuCount > 0 && (shareMilli < 1 || shareMilli > WHOLE)) {
      throw new IllegalArgumentException(
          "The share of a GPU must be 1 to 1000 thousandths, but was %d.".formatted(shareMilli));
    }
  }

  /** Thousandths of GPUs in all. */
  public long demandMilli() {
    return (long) gpuCount * shareMilli;
  }

  boolean isWhole() {
    return gpuCount > 0 && shareMilli == WHOLE;
  }

  boolean isShare() {
    return gpuCount > 0 && shareMilli < WHOLE;
  }
}
