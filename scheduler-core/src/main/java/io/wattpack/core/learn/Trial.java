package io.wattpack.core.learn;

import io.wattpack.core.model.WasteTable;
import org.jspecify.annotations.Nullable;

/**
 * One game still to be played. Trials of one batch are independent of each other: each may be run
 * by any thread, once.
 */
public final class Trial {
  private final FleetSketch fleet;
  private final WorkloadMix mix;
  private final @Nullable WasteTable table;
  private final long seed;
  private final @Nullable Trajectory trajectory;
  private @Nullable Outcome outcome;

  Trial(
      FleetSketch fleet, WorkloadMix mix, @Nullable WasteTable table, long seed, boolean isTraced) {
    this.fleet = fleet;
    this.mix = mix;
    this.table = table;
    this.seed = seed;
    this.trajectory = isTraced ? new Trajectory() : null;
  }

  /** Plays it; a second time does nothing. */
  public void run() {
    if (outcome == null) {
      Arrivals arrivals = Arrivals.of(fleet, mix, seed);
      outcome = Playground.play(fleet, mix, arrivals, table, trajectory);
    }
  }

  Outcome outcome() {
    if (outcome == null) {
      throw new IllegalStateException("The trial of seed %d was not run.".formatted(seed));
    }
    return outcome;
  }

  Trajectory trajectory() {
    if (trajectory == null) {
      throw new IllegalStateException("The trial of seed %d was not traced.".formatted(seed));
    }
    return trajectory;
  }
}
