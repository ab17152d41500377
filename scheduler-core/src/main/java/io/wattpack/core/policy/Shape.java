package io.wattpack.core.policy;

/**
 * What one member of a replica asks of one node.
 *
 * @param gpuModel dense number of the GPU model
 * @param gpuCount GPUs, 0 or more
 * @param shareMilli thousandths of each; 0 without GPUs
 * @param memory mebibytes of each
 * @param cpuMilli thousandths of a core
 * @param hostMemory mebibytes of main memory
 * @param isLinked whether the GPUs must be joined by NVLink
 * @param mig which profile of the GPU model's layout it asks for, from 0; {@link #NO_MIG}: whole
 *     GPUs or a share
 * @param tolerated taints that do not keep it away, as bits
 */
public record Shape(
    int gpuModel,
    int gpuCount,
    int shareMilli,
    long memory,
    long cpuMilli,
    long hostMemory,
    boolean isLinked,
    int mig,
    long tolerated) {
  public static final int NO_MIG = -1;
  private static final int WHOLE_MILLI = 1000;

  /** Of GPUs only. */
  public Shape(int gpuModel, int gpuCount, int shareMilli, long memory) {
    this(gpuModel, gpuCount, shareMilli, memory, 0, 0, false, NO_MIG, 0);
  }

  public boolean isWhole() {
    return shareMilli == WHOLE_MILLI && mig == NO_MIG;
  }

  /** Part of one GPU, not a hardware slice. */
  public boolean isShare() {
    return gpuCount == 1 && shareMilli < WHOLE_MILLI && mig == NO_MIG;
  }

  /** Thousandths of GPUs in all. */
  public long demandMilli() {
    return (long) gpuCount * shareMilli;
  }
}
