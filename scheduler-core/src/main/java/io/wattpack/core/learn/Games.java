package io.wattpack.core.learn;

import io.wattpack.core.model.WasteTable;
import org.jspecify.annotations.Nullable;

/** Numbered games on one fleet and mix: the same number is the same game for every table. */
record Games(FleetSketch fleet, WorkloadMix mix, long seed) {
  private static final long STRIDE = 0x9e3779b97f4a7c15L;

  Trial of(@Nullable WasteTable table, int number) {
    return new Trial(fleet, mix, table, seed + (number + 1) * STRIDE, false);
  }

  Trial traced(@Nullable WasteTable table, int number) {
    return new Trial(fleet, mix, table, seed + (number + 1) * STRIDE, true);
  }

  /** Other games of the same kind. */
  Games apart(long salt) {
    return new Games(fleet, mix, (seed ^ salt) * STRIDE + salt);
  }
}
