package io.wattpack.core.policy;

/**
 * What one replica asks of one node.
 *
 * @param gpuModel dense number of the GPU model
 * @param gpuCount GPUs, at least 1
 * @param shareMilli thousandths of each
 * @param memory mebibytes of each
 */
public record Shape(int gpuModel, int gpuCount, int shareMilli, long memory) {
  private static final int WHOLE_MILLI = 1000;

  public boolean isWhole() {
    return shareMilli == WHOLE_MILLI;
  }
}
