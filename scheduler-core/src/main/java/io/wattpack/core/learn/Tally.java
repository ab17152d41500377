package io.wattpack.core.learn;

import io.wattpack.core.model.WasteTable;

/**
 * What was free in the end, summed by the state a GPU went through; older games weigh less.
 *
 * <p>A table is read off it as cell means. Where little was seen, a cell of one model leans on the
 * same cell of all models, that on its neighbours and its state, and that on smaller holes: what is
 * larger by x wastes at most x more.
 */
final class Tally {
  private static final int STATES = WasteTable.STATES;
  private static final int KNOTS = WasteTable.KNOT_COUNT;
  private static final int ROW = STATES * KNOTS;
  private static final int FIRST_FREE = WasteTable.stateOfFree(1);

  /** Once seen. */
  private static final long ONCE = 256;

  private static final long LEAN_ON_ALL_MODELS = 40 * ONCE;
  private static final long LEAN_ON_STATE = 3 * ONCE;
  private static final long LEAN_ON_HOLES = 10 * ONCE;
  private static final int NEIGHBOUR_PARTS = 5;

  private final int rows;
  private final long[] seen;
  private final long[] sums;

  Tally(int models) {
    rows = models + 1;
    seen = new long[rows * ROW];
    sums = new long[rows * ROW];
  }

  /** Keeps that many tenths of what was summed. */
  void fade(int tenths) {
    for (int i = 0; i < seen.length; i++) {
      seen[i] = seen[i] * tenths / 10;
      sums[i] = sums[i] * tenths / 10;
    }
  }

  void add(Trajectory game) {
    for (int i = 0; i < game.count(); i++) {
      int cell = game.cell(i);
      long above = game.way(i);
      long free = game.freeInTheEnd(i);
      seen[cell] += ONCE - above;
      sums[cell] += (ONCE - above) * free;
      seen[cell + 1] += above;
      sums[cell + 1] += above * free;
    }
  }

  /** The values of a table. */
  int[] values(TableForm form) {
    sumAllModels();
    int[] values = new int[rows * ROW];
    fitAllModels(values);
    for (int row = 1; row < rows; row++) {
      fitModel(values, row, form);
    }
    if (!form.byFreeCount()) {
      joinFreeCounts(values);
    }
    return values;
  }

  private void sumAllModels() {
    for (int i = 0; i < ROW; i++) {
      seen[i] = 0;
      sums[i] = 0;
      for (int row = 1; row < rows; row++) {
        seen[i] += seen[row * ROW + i];
        sums[i] += sums[row * ROW + i];
      }
    }
  }

  private void fitAllModels(int[] values) {
    long[] means = new long[STATES];
    for (int state = 1; state < STATES; state++) {
      means[state] = meanOfState(means, state);
      boolean wasSeen = seenOfState(state) > 0;
      for (int knot = 0; knot < KNOTS; knot++) {
        long prior = wasSeen ? means[state] : leastOfHoles(values, state, knot);
        values[state * KNOTS + knot] = cellOfAll(state, knot, prior);
      }
    }
  }

  private int cellOfAll(int state, int knot, long prior) {
    int at = state * KNOTS + knot;
    long weight = LEAN_ON_STATE + seen[at];
    long sum = LEAN_ON_STATE * prior + sums[at];
    if (knot > 0) {
      weight += seen[at - 1] / NEIGHBOUR_PARTS;
      sum += sums[at - 1] / NEIGHBOUR_PARTS;
    }
    if (knot < KNOTS - 1) {
      weight += seen[at + 1] / NEIGHBOUR_PARTS;
      sum += sums[at + 1] / NEIGHBOUR_PARTS;
    }
    return (int) (sum / weight);
  }

  private long seenOfState(int state) {
    long weight = 0;
    for (int knot = 0; knot < KNOTS; knot++) {
      weight += seen[state * KNOTS + knot];
    }
    return weight;
  }

  private long meanOfState(long[] means, int state) {
    long prior = size(state);
    for (int smaller = 1; smaller < Math.min(state, FIRST_FREE); smaller++) {
      prior = Math.min(prior, means[smaller] + size(state) - size(smaller));
    }
    long sum = LEAN_ON_HOLES * prior;
    for (int knot = 0; knot < KNOTS; knot++) {
      sum += sums[state * KNOTS + knot];
    }
    return sum / (LEAN_ON_HOLES + seenOfState(state));
  }

  private static long leastOfHoles(int[] values, int state, int knot) {
    long least = size(state);
    for (int smaller = 1; smaller < Math.min(state, FIRST_FREE); smaller++) {
      least = Math.min(least, values[smaller * KNOTS + knot] + size(state) - size(smaller));
    }
    return least;
  }

  /** What is free of a GPU in a state, as a value. */
  private static long size(int state) {
    int milli = state < FIRST_FREE ? state * WasteTable.HOLE_STEP : 1000;
    return (long) milli * WasteTable.VALUE_SCALE;
  }

  private void fitModel(int[] values, int row, TableForm form) {
    // What is left of a GPU and rounds to nothing wastes nothing: the first state stays zero.
    for (int i = KNOTS; i < ROW; i++) {
      long weight = form.byModel() ? seen[row * ROW + i] : 0;
      long sum = form.byModel() ? sums[row * ROW + i] : 0;
      values[row * ROW + i] =
          (int) ((sum + LEAN_ON_ALL_MODELS * values[i]) / (weight + LEAN_ON_ALL_MODELS));
    }
  }

  /** One value for free GPUs, however many are free on the node. */
  private void joinFreeCounts(int[] values) {
    for (int row = 0; row < rows; row++) {
      for (int knot = 0; knot < KNOTS; knot++) {
        long weight = 0;
        long sum = 0;
        for (int state = FIRST_FREE; state < STATES; state++) {
          int at = state * KNOTS + knot;
          weight += seen[row * ROW + at] + 1;
          sum += (seen[row * ROW + at] + 1) * values[row * ROW + at];
        }
        for (int state = FIRST_FREE; state < STATES; state++) {
          values[row * ROW + state * KNOTS + knot] = (int) (sum / weight);
        }
      }
    }
  }
}
