package io.wattpack.core.power.curtail;

import java.util.stream.IntStream;

/**
 * Betters a choice on a small fleet, where one load too many counts: single loads and pairs change
 * what they do, whoever then does not fit yields, and what is cheaper is kept, as long as trials
 * are left.
 */
final class Polish {
  private static final int OWNERS_MAX = 64;

  /** Modes on either side of the present one; a load that is not a miner has no more. */
  private static final int STEPS = 3;

  private final Stage stage;
  private final Standing standing;
  private final Round round;
  private final Eviction eviction;
  private final Standing best;
  private long bestCost;
  private int trials;

  /**
   * @param effort trials times loads: what a trial costs grows with them
   */
  Polish(Stage stage, Standing standing, Round round, int effort) {
    this.stage = stage;
    this.standing = standing;
    this.round = round;
    eviction = new Eviction(stage, standing);
    best = standing.copy();
    bestCost = standing.cost();
    trials = effort / Math.max(1, stage.parts().owners());
  }

  static boolean isFor(Stage stage) {
    return stage.parts().owners() <= OWNERS_MAX;
  }

  /** Leaves the best that it found. */
  void run() {
    boolean isMoving = true;
    while (isMoving && trials > 0) {
      isMoving = singles();
      isMoving |= pairs();
    }
    standing.copyFrom(best);
  }

  private boolean singles() {
    boolean isMoving = false;
    for (int o = 0; o < stage.parts().owners(); o++) {
      for (int mode : modes(o)) {
        isMoving |= best.mode(o) != mode && isBetter(o, mode, o, mode);
      }
    }
    return isMoving;
  }

  private boolean pairs() {
    boolean isMoving = false;
    for (int o = 0; o < stage.parts().owners(); o++) {
      for (int other = 0; other < o; other++) {
        isMoving |= pair(o, other);
      }
    }
    return isMoving;
  }

  private boolean pair(int one, int other) {
    boolean isMoving = false;
    for (int mode : modes(one)) {
      for (int otherMode : modes(other)) {
        boolean isPair = best.mode(one) != mode && best.mode(other) != otherMode;
        isMoving |= isPair && isBetter(one, mode, other, otherMode);
      }
    }
    return isMoving;
  }

  /** What is tried: everything a load can do, a few steps more or less of a miner group. */
  private int[] modes(int owner) {
    int mode = best.mode(owner);
    int first = Math.max(0, mode - STEPS);
    int last = Math.min(stage.choice(owner).offs(), mode + STEPS);
    return IntStream.rangeClosed(first, last).toArray();
  }

  private boolean isBetter(int one, int mode, int other, int otherMode) {
    boolean isBetter = false;
    for (Comeback comeback : Comeback.values()) {
      isBetter |= trials > 0 && isBetter(one, mode, other, otherMode, comeback);
    }
    return isBetter;
  }

  private boolean isBetter(int one, int mode, int other, int otherMode, Comeback comeback) {
    trials--;
    standing.copyFrom(best);
    letCapsFall();
    standing.turn(one, mode);
    standing.turn(other, otherMode);
    boolean isBetter =
        eviction.untilAllFits(Choice.RANKS) && round.finish(comeback) && standing.cost() < bestCost;
    if (isBetter) {
      best.copyFrom(standing);
      bestCost = standing.cost();
    }
    return isBetter;
  }

  private void letCapsFall() {
    for (int o = 0; o < stage.parts().owners(); o++) {
      if (standing.mode(o) == 0) {
        standing.setLater(o, 0, stage.choice(o).least());
      }
    }
    standing.count();
  }
}
