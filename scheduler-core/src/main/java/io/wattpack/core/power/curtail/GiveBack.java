package io.wattpack.core.power.curtail;

import java.util.Arrays;

/**
 * Gives back what need not have been taken: what fits again runs again, the most valuable tier
 * first; and where it would fit if lower tiers gave what they still can, they do.
 *
 * <p>When nothing comes back any more, no load is off that would find its watts at every domain
 * above it, even counting those of the lower tiers below there.
 */
final class GiveBack {
  private final Stage stage;
  private final Standing standing;
  private final Eviction eviction;

  GiveBack(Stage stage, Standing standing) {
    this.stage = stage;
    this.standing = standing;
    eviction = new Eviction(stage, standing);
  }

  /**
   * Whether anything came back.
   *
   * @param isDisplacingFirst whether those come first for whom lower tiers make room
   */
  boolean run(boolean isDisplacingFirst) {
    boolean isMoved = false;
    int[] order = byValue();
    for (int owner : order) {
      isMoved |= runs(owner) || (isDisplacingFirst && displaces(owner));
    }
    for (int owner : order) {
      isMoved |= rises(owner);
    }
    for (int owner : order) {
      isMoved |= displaces(owner);
    }
    return isMoved;
  }

  /** What is off, the dearest first: by tier, then by what a watt would save. */
  private int[] byValue() {
    int[] off = off();
    long[] keys = new long[off.length];
    long most = 0;
    for (int i = 0; i < off.length; i++) {
      keys[i] = value(off[i]);
      most = Math.max(most, keys[i]);
    }
    for (int i = 0; i < off.length; i++) {
      keys[i] = most - keys[i];
    }
    int[] order = MeritOrder.of(keys, keys.length);
    int[] ranked = new int[off.length];
    int next = 0;
    for (int rank = Choice.RANKS - 1; rank >= 0; rank--) {
      for (int i : order) {
        if (stage.choice(off[i]).rank() == rank) {
          ranked[next++] = off[i];
        }
      }
    }
    return ranked;
  }

  private int[] off() {
    int[] off = new int[stage.parts().owners()];
    int size = 0;
    for (int o = 0; o < off.length; o++) {
      if (standing.mode(o) > 0) {
        off[size++] = o;
      }
    }
    return Arrays.copyOf(off, size);
  }

  private long value(int owner) {
    Choice choice = stage.choice(owner);
    int mode = standing.mode(owner);
    long saved = choice.off(mode).cost() - choice.cost(0, choice.least());
    return Math.max(0, saved) / (choice.least() - choice.off(mode).watts());
  }

  /** Lets a load run again if it fits. */
  private boolean runs(int owner) {
    boolean fits =
        standing.mode(owner) > 0
            && standing.lacking(owner, stage.choice(owner).least(), 0) == Standing.NONE;
    if (fits) {
      standing.turn(owner, 0);
    }
    return fits;
  }

  /** Lets a load give less, if not nothing. */
  private boolean rises(int owner) {
    Choice choice = stage.choice(owner);
    for (int mode = 1; mode < standing.mode(owner); mode++) {
      if (standing.lacking(owner, choice.off(mode).watts(), 0) == Standing.NONE) {
        standing.turn(owner, mode);
        return true;
      }
    }
    return false;
  }

  /** Lets a load run again if lower tiers can make room for it. */
  private boolean displaces(int owner) {
    int mode = standing.mode(owner);
    int rank = mode == 0 ? 0 : stage.choice(owner).rankOf(mode);
    if (rank == 0 || standing.lacking(owner, stage.choice(owner).least(), rank) != Standing.NONE) {
      return false;
    }
    standing.turn(owner, 0);
    boolean fits = eviction.untilAllFits(stage.choice(owner).rank());
    if (!fits) {
      standing.turn(owner, mode);
    }
    return fits;
  }
}
