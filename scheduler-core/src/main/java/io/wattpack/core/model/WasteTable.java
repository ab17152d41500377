package io.wattpack.core.model;

import java.util.Arrays;
import java.util.List;

/**
 * What was learned of a workload: how much of a GPU will still be free when the fleet is full, by
 * GPU model, by the {@linkplain #hole state} of the GPU now, and by the cores that are free beside
 * it; with the settings it was learned and validated under.
 *
 * <p>Row 0 is for all models together and serves those that were not there when it was learned.
 */
public final class WasteTable {
  /** Thousandths of a GPU between two holes that are told apart. */
  public static final int HOLE_STEP = 10;

  /** Values per thousandth of a GPU. */
  public static final int VALUE_SCALE = 4;

  /** Free GPUs of one node up to which their number is told apart. */
  public static final int FREE_GPUS_MAX = 8;

  /** States of a GPU: holes of 0 to 1000 thousandths, then free with 1 to 8 free on the node. */
  public static final int STATES = 1000 / HOLE_STEP + 1 + FREE_GPUS_MAX;

  /** Free thousandths of a core per free thousandth of a GPU, times 64, between which is a line. */
  private static final int[] KNOTS = {
    32, 192, 320, 448, 512, 576, 640, 704, 768, 832, 960, 1152, 1600, 2560, 3840
  };

  /** Values of one state: one per knot of the cores that are free beside the GPUs. */
  public static final int KNOT_COUNT = KNOTS.length;

  private final List<String> gpuModels;
  private final WasteSettings settings;
  private final int[] rents;
  private final int[] values;

  /**
   * A table.
   *
   * @param gpuModels names of the rows from 1 on
   * @param rents what a booked thousandth of a GPU costs besides for being scarce, in thousandths,
   *     by row
   * @param values by row, state and knot, in quarters of a thousandth of a GPU; 0 where nothing is
   *     free
   */
  public WasteTable(List<String> gpuModels, WasteSettings settings, int[] rents, int[] values) {
    int rows = gpuModels.size() + 1;
    check("rents", rents.length, rows);
    check("values", values.length, rows * STATES * KNOT_COUNT);
    checkNothingFree(values, rows);
    this.gpuModels = List.copyOf(gpuModels);
    this.settings = settings;
    this.rents = rents.clone();
    this.values = values.clone();
  }

  private static void check(String what, int given, int expected) {
    if (given != expected) {
      throw new IllegalArgumentException(
          "A waste table must have %d %s, but was given %d.".formatted(expected, what, given));
    }
  }

  private static void checkNothingFree(int[] values, int rows) {
    for (int row = 0; row < rows; row++) {
      for (int knot = 0; knot < KNOT_COUNT; knot++) {
        int value = values[row * STATES * KNOT_COUNT + knot];
        if (value != 0) {
          throw new IllegalArgumentException(
              "A GPU with nothing free must waste 0, but row %d says %d.".formatted(row, value));
        }
      }
    }
  }

  /** Names of the rows from 1 on. */
  public List<String> gpuModels() {
    return gpuModels;
  }

  public WasteSettings settings() {
    return settings;
  }

  /** The row of a GPU model; 0 for one that was not there. */
  public int row(String gpuModel) {
    return gpuModels.indexOf(gpuModel) + 1;
  }

  /** Thousandths that a booked thousandth of a GPU of that row costs for being scarce. */
  public int rent(int row) {
    return rents[row];
  }

  public int[] rents() {
    return rents.clone();
  }

  public int value(int row, int state, int knot) {
    return values[(row * STATES + state) * KNOT_COUNT + knot];
  }

  /** All values, by row, state and knot. */
  public int[] values() {
    return values.clone();
  }

  /** The same values under other settings. */
  public WasteTable withSettings(WasteSettings changed) {
    return new WasteTable(gpuModels, changed, rents, values);
  }

  /** The state of a GPU of which that much is free, with that many of its node wholly free. */
  public static int state(int milliFree, int gpusFree) {
    return milliFree == 1000 ? stateOfFree(gpusFree) : hole(milliFree);
  }

  /** The state of a GPU in use of which that much is free. */
  public static int hole(int milliFree) {
    return (milliFree + HOLE_STEP / 2) / HOLE_STEP;
  }

  /** The state of each of the free GPUs of a node with that many. */
  public static int stateOfFree(int gpusFree) {
    return STATES - 1 - FREE_GPUS_MAX + Math.min(gpusFree, FREE_GPUS_MAX);
  }

  /** Upper end of {@link #cores}. */
  public static int coresMax() {
    return KNOTS[KNOT_COUNT - 1];
  }

  /**
   * Free thousandths of a core per free thousandth of a GPU, times 64, cut off at the last knot.
   */
  public static int cores(long cpuMilliFree, long gpuMilliFree) {
    long cores = cpuMilliFree * 64 / gpuMilliFree;
    return Math.clamp(cores, 0, KNOTS[KNOT_COUNT - 1]);
  }

  /** The knot at or below those cores; the last but one at most. */
  public static int knotBelow(int cores) {
    int knot = 0;
    while (knot < KNOT_COUNT - 2 && cores >= KNOTS[knot + 1]) {
      knot++;
    }
    return knot;
  }

  /** How far those cores are from the knot below to the next, in 256ths. */
  public static int way(int cores) {
    int knot = knotBelow(cores);
    int from = Math.max(cores, KNOTS[0]) - KNOTS[knot];
    return from * 256 / (KNOTS[knot + 1] - KNOTS[knot]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WasteTable table
        && gpuModels.equals(table.gpuModels)
        && settings.equals(table.settings)
        && Arrays.equals(rents, table.rents)
        && Arrays.equals(values, table.values);
  }

  @Override
  public int hashCode() {
    int head = 31 * gpuModels.hashCode() + settings.hashCode();
    return 31 * (31 * head + Arrays.hashCode(rents)) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "WasteTable[%s, %s, %08x]".formatted(gpuModels, settings, Arrays.hashCode(values));
  }
}
