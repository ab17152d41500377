package io.wattpack.core.learn;

import io.wattpack.core.model.WasteTable;
import java.util.Arrays;

/** The states that GPUs went through in a game, and how much of each was free in the end. */
final class Trajectory {
  private static final int FIRST_SIZE = 1 << 16;
  private static final int WAY_BITS = 9;
  private static final int WHOLE = 1000;

  private int[] cells = new int[FIRST_SIZE];
  private int[] gpus = new int[FIRST_SIZE];
  private int count;
  private int countAtFull = -1;
  private int[] freeAtFull = {};
  private int[] freeAtEnd = {};

  /** Notes the state of every GPU of a node that has anything free. */
  void note(PlayedFleet fleet, int node) {
    int milli = 0;
    for (int gpu = fleet.gpuFirst[node]; gpu < fleet.gpuFirst[node + 1]; gpu++) {
      milli += fleet.milliFree[gpu];
    }
    if (milli == 0) {
      return;
    }
    int cores = WasteTable.cores(fleet.cpuFree[node], milli);
    int knot = WasteTable.knotBelow(cores);
    int way = WasteTable.way(cores);
    int row = (fleet.modelOf[node] + 1) * WasteTable.STATES;
    for (int gpu = fleet.gpuFirst[node]; gpu < fleet.gpuFirst[node + 1]; gpu++) {
      int free = fleet.milliFree[gpu];
      if (free > 0) {
        int state =
            free == WHOLE ? WasteTable.stateOfFree(fleet.gpusFree[node]) : WasteTable.hole(free);
        add((row + state) * WasteTable.KNOT_COUNT + knot, gpu << WAY_BITS | way);
      }
    }
  }

  private void add(int cell, int gpuAndWay) {
    if (count == cells.length) {
      cells = Arrays.copyOf(cells, 2 * count);
      gpus = Arrays.copyOf(gpus, 2 * count);
    }
    cells[count] = cell;
    gpus[count++] = gpuAndWay;
  }

  void markFull(PlayedFleet fleet) {
    countAtFull = count;
    freeAtFull = fleet.milliFree.clone();
  }

  void markEnd(PlayedFleet fleet) {
    if (countAtFull < 0) {
      markFull(fleet);
    }
    freeAtEnd = fleet.milliFree.clone();
  }

  int count() {
    return count;
  }

  /** Where its value below the state is kept: the knot below; the next is the knot above. */
  int cell(int i) {
    return cells[i];
  }

  /** How far it was from the knot below to the next, in 256ths. */
  int way(int i) {
    return gpus[i] & (1 << WAY_BITS) - 1;
  }

  /** What was free of the GPU in the end: 7 parts at the end, 3 when the load was full. */
  int freeInTheEnd(int i) {
    int gpu = gpus[i] >> WAY_BITS;
    int end = freeAtEnd[gpu] * WasteTable.VALUE_SCALE;
    return i >= countAtFull ? end : (7 * end + 3 * freeAtFull[gpu] * WasteTable.VALUE_SCALE) / 10;
  }
}
