package io.wattpack.core.learn;

import io.wattpack.core.model.WasteSettings;
import io.wattpack.core.model.WasteTable;
import java.util.SplittableRandom;

/** Small changes to a table that may make it better. */
final class TableChange {
  private static final int KNOTS = WasteTable.KNOT_COUNT;
  private static final int STATES = WasteTable.STATES;
  private static final int FIRST_FREE = WasteTable.stateOfFree(1);
  private static final int BUCKET_LEAST = 5;

  private TableChange() {}

  /** A wider or narrower bucket. */
  static WasteTable bucket(WasteTable table, SplittableRandom random) {
    WasteSettings settings = table.settings();
    int tenths = random.nextBoolean() ? 7 : 14;
    int bucket = Math.max(BUCKET_LEAST, settings.bucketMilli() * tenths / 10);
    return table.withSettings(settings.withBucketMilli(bucket));
  }

  /** Higher or lower rents of scarce models. */
  static WasteTable rents(WasteTable table, SplittableRandom random) {
    int tenths = random.nextBoolean() ? 6 : 15;
    int[] rents = table.rents();
    for (int row = 0; row < rents.length; row++) {
      rents[row] = rents[row] * tenths / 10;
    }
    return new WasteTable(table.gpuModels(), table.settings(), rents, table.values());
  }

  static boolean hasRents(WasteTable table) {
    for (int rent : table.rents()) {
      if (rent > 0) {
        return true;
      }
    }
    return false;
  }

  /** Some tenths of the way to another table. */
  static WasteTable blend(WasteTable from, int[] to, int tenths) {
    int[] values = from.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] * (10 - tenths) + to[i] * tenths) / 10;
    }
    return new WasteTable(from.gpuModels(), from.settings(), from.rents(), values);
  }

  /** Some holes, some knots, or the free GPUs, of all models or one, up or down. */
  static WasteTable scale(WasteTable table, SplittableRandom random) {
    Band band =
        switch (random.nextInt(3)) {
          case 0 -> Band.ofHoles(random);
          case 1 -> Band.ofKnots(random);
          default -> Band.ofFree(random, table.gpuModels().size() + 1);
        };
    int permille = 600 + random.nextInt(1000);
    int[] values = table.values();
    for (int i = 0; i < values.length; i++) {
      if (band.holds(i)) {
        values[i] = (int) ((long) values[i] * permille / 1000);
      }
    }
    return new WasteTable(table.gpuModels(), table.settings(), table.rents(), values);
  }

  /** A rectangle of cells; the last of each range is in it. */
  private record Band(int row, int stateFirst, int stateLast, int knotFirst, int knotLast) {
    private static final int ALL_ROWS = -1;

    static Band ofHoles(SplittableRandom random) {
      int first = 1 + random.nextInt(STATES - 1);
      int last = random.nextBoolean() ? first : first + random.nextInt(12);
      return new Band(ALL_ROWS, first, last, 0, KNOTS);
    }

    static Band ofKnots(SplittableRandom random) {
      int first = random.nextInt(KNOTS);
      int last = first + random.nextInt(3);
      int stateLast = random.nextBoolean() ? FIRST_FREE - 1 : STATES;
      return new Band(ALL_ROWS, 0, stateLast, first, last);
    }

    static Band ofFree(SplittableRandom random, int rows) {
      int row = random.nextBoolean() ? random.nextInt(rows) : ALL_ROWS;
      return new Band(row, FIRST_FREE, STATES, 0, KNOTS);
    }

    boolean holds(int cell) {
      int state = cell / KNOTS % STATES;
      int knot = cell % KNOTS;
      return (row == ALL_ROWS || row == cell / KNOTS / STATES)
          && (state >= stateFirst && state <= stateLast)
          && (knot >= knotFirst && knot <= knotLast);
    }
  }
}
