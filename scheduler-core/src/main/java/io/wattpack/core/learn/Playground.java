package io.wattpack.core.learn;

import io.wattpack.core.model.WasteTable;
import org.jspecify.annotations.Nullable;

/**
 * Plays one game: places arrivals one by one on an empty fleet, by a table or first-fit; what fits
 * is placed, nothing leaves, what does not fit is gone.
 *
 * <p>Scores are kept per shape and node and only made again for nodes that were booked since the
 * shape last came. Room never grows, so a shape refused once is refused for good. The cost is that
 * of the scores plus one pass over the nodes for each arrival.
 */
final class Playground {
  private static final long MILLIONTHS = 1_000_000;

  private final FleetSketch fleet;
  private final WorkloadMix mix;
  private final PlayedFleet played;
  private final ScoreBoard board;
  private final boolean[] isRefused;
  private final @Nullable Trajectory trajectory;
  private final long capacity;
  private long booked;
  private long arrived;
  private long wattsAtHalf = -1;
  private long bookedAtFull = -1;

  private Playground(
      FleetSketch fleet,
      WorkloadMix mix,
      Arrivals arrivals,
      @Nullable WasteTable table,
      @Nullable Trajectory trajectory) {
    this.fleet = fleet;
    this.mix = mix;
    this.trajectory = trajectory;
    played = new PlayedFleet(fleet, arrivals.nodes());
    board = new ScoreBoard(fleet, mix, played, table, arrivals.shapes().length);
    isRefused = new boolean[mix.shapes().size()];
    capacity = fleet.capacityMilli();
  }

  /** Plays a game by a table; null: first-fit. */
  static Outcome play(
      FleetSketch fleet,
      WorkloadMix mix,
      Arrivals arrivals,
      @Nullable WasteTable table,
      @Nullable Trajectory trajectory) {
    return new Playground(fleet, mix, arrivals, table, trajectory).play(arrivals.shapes());
  }

  private Outcome play(int[] shapes) {
    for (int shape : shapes) {
      arrived += mix.shapes().get(shape).demandMilli();
      if (!isRefused[shape]) {
        place(shape);
      }
      markHalfAndFull();
    }
    return outcome();
  }

  private void place(int shape) {
    board.moveTo((int) (booked * 1000 / Math.max(1, capacity)));
    int node = board.best(shape);
    if (node < 0) {
      isRefused[shape] = true;
      return;
    }
    WorkShape work = mix.shapes().get(shape);
    played.book(node, work, board.slot(shape, node));
    board.touched(node);
    booked += work.demandMilli();
    if (trajectory != null) {
      trajectory.note(played, node);
    }
  }

  private void markHalfAndFull() {
    if (wattsAtHalf < 0 && 2 * arrived >= capacity) {
      wattsAtHalf = FleetWatts.millionths(fleet, played);
    }
    if (bookedAtFull < 0 && arrived >= capacity) {
      bookedAtFull = booked;
      if (trajectory != null) {
        trajectory.markFull(played);
      }
    }
  }

  private Outcome outcome() {
    if (trajectory != null) {
      trajectory.markEnd(played);
    }
    long full = bookedAtFull < 0 ? booked : bookedAtFull;
    long half = wattsAtHalf < 0 ? FleetWatts.millionths(fleet, played) : wattsAtHalf;
    return new Outcome(share(full), share(booked), half);
  }

  private long share(long milli) {
    return milli * MILLIONTHS / Math.max(1, capacity);
  }
}
