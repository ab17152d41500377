package io.wattpack.core.power.curtail;

/**
 * Chooses in one round: from the relaxation, rounded down, with what fits given back and caps set
 * exactly around it; small fleets are then polished.
 */
final class Round {
  /** Rounds of giving back; each but the last brings something back, and few do. */
  private static final int TURNS = 4;

  private final Stage stage;
  private final int effort;
  private final Standing standing;
  private final CapDispatch caps;
  private final GiveBack giveBack;

  /**
   * @param effort as {@link CurtailPlanner#plan(int)}'s
   */
  Round(Stage stage, int effort) {
    this.stage = stage;
    this.effort = effort;
    standing = new Relaxation(stage, new Standing(stage)).rounded();
    caps = new CapDispatch(stage, Polish.isFor(stage));
    giveBack = new GiveBack(stage, standing);
  }

  Standing choose() {
    finish(Comeback.DISPLACING_FIRST);
    if (Polish.isFor(stage)) {
      new Polish(stage, standing, this, effort).run();
    }
    return standing;
  }

  /**
   * Sets caps and gives back what fits.
   *
   * @return whether nothing is left that should come back
   */
  boolean finish(Comeback comeback) {
    switch (comeback) {
      case FITTING_FIRST -> giveBack.run(false);
      case DISPLACING_FIRST -> giveBack.run(true);
      case AFTER_CAPS -> {}
      case AFTER_CAPS_WITH_MINERS -> caps.switchMiners(standing);
    }
    caps.solve(standing);
    boolean isDone = !giveBack.run(true);
    for (int turn = 1; turn < TURNS && !isDone; turn++) {
      caps.solve(standing);
      isDone = !giveBack.run(true);
    }
    return isDone;
  }
}
