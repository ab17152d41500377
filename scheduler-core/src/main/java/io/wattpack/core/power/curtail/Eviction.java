package io.wattpack.core.power.curtail;

/**
 * Caps or switches off what loses least where too much is drawn, the lowest tier first, until
 * everything fits.
 */
final class Eviction {
  private static final int NOBODY = -1;

  private final Stage stage;
  private final Standing standing;
  private int cheapest;
  private int cheapestMode;
  private int leastRank;
  private long leastLoss;

  Eviction(Stage stage, Standing standing) {
    this.stage = stage;
    this.standing = standing;
  }

  /**
   * Of ranks below one only.
   *
   * @return whether everything fits
   */
  boolean untilAllFits(int rank) {
    int over = standing.over();
    while (over != Standing.NONE) {
      choose(over, rank);
      if (cheapest == NOBODY) {
        return false;
      }
      standing.turn(cheapest, cheapestMode);
      over = standing.over();
    }
    return true;
  }

  private void choose(int domain, int rank) {
    cheapest = NOBODY;
    leastRank = rank;
    leastLoss = Long.MAX_VALUE;
    int end = stage.parts().groupStart(stage.tree().end(domain));
    for (int g = stage.parts().groupStart(domain); g < end; g++) {
      int owner = stage.parts().ownerOfGroup(g);
      if (stage.choice(owner).rank() <= Math.min(leastRank, rank - 1)) {
        consider(owner, domain);
      }
    }
  }

  private void consider(int owner, int domain) {
    Choice choice = stage.choice(owner);
    int mode = standing.mode(owner);
    if (mode == 0 && standing.watts(owner) > choice.least()) {
      consider(owner, domain, 0, choice.least());
    }
    for (int next = mode + 1; next <= choice.offs(); next++) {
      consider(owner, domain, next, choice.off(next).watts());
    }
  }

  private void consider(int owner, int domain, int mode, int watts) {
    Choice choice = stage.choice(owner);
    long below = stage.parts().devicesBelow(owner, domain, stage.tree());
    long freed = below * (standing.watts(owner) - watts);
    long more = choice.cost(mode, watts) - choice.cost(standing.mode(owner), standing.watts(owner));
    long all = stage.parts().devicesOf(owner);
    long loss = all * more / Math.min(freed, -standing.room(domain));
    if (choice.rank() < leastRank || loss < leastLoss) {
      leastRank = choice.rank();
      leastLoss = loss;
      cheapest = owner;
      cheapestMode = mode;
    }
  }
}
