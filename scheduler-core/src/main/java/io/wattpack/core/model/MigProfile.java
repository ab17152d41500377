package io.wattpack.core.model;

import io.wattpack.core.units.Mebibytes;
import java.util.List;

/**
 * One size of hardware slice that a GPU can be cut into.
 *
 * @param name as the vendor names it, for example {@code 3g.40gb}
 * @param computeSlices of the GPU's seven, 1 to 7
 * @param memorySlices of the GPU's eight, 1 to 8
 * @param memory what work in it may use
 * @param starts the memory slices at which it may begin, rising
 * @param countMax how many of it one GPU can hold
 */
public record MigProfile(
    String name,
    int computeSlices,
    int memorySlices,
    Mebibytes memory,
    List<Integer> starts,
    int countMax) {
  private static final int WHOLE_MILLI = 1000;
  private static final int COMPUTE_SLICES = 7;

  public MigProfile {
    starts = List.copyOf(starts);
  }

  /** Its compute as thousandths of the GPU, rounded down, so that slices never add up to more. */
  public int milli() {
    return WHOLE_MILLI * computeSlices / COMPUTE_SLICES;
  }

  /** The memory slices it takes when it begins there, as bits. */
  public int mask(int start) {
    return ((1 << memorySlices) - 1) << start;
  }
}
