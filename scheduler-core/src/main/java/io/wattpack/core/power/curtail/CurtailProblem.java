package io.wattpack.core.power.curtail;

import java.util.List;

/** What must go below each domain, and what runs there; arrays are not copied and not changed. */
public final class CurtailProblem {
  /** Above this, sums of costs might not fit a long. */
  static final long WEIGHT_MAX = Long.MAX_VALUE / 2_000_000_000L;

  private final int[] parents;
  private final long[] excess;
  private final List<CurtailKind> kinds;
  private final RunningLoads loads;
  private final List<MinerLoad> miners;
  private final List<MoveOffer> moves;
  private final long deadlineMillis;
  private final long fallMillis;

  /**
   * @param parents the domain above each domain, -1 for none; numbered in preorder: what is below a
   *     domain follows it directly
   * @param excess watts by which what is drawn at and below each domain is above its limit, with
   *     fixed loads; negative is room
   * @param miners groups below those domains
   * @param moves at most one for a load
   * @param deadlineMillis by when the watts must be gone, from now
   * @param fallMillis for how long about the limits stay down: how long what is shed is lost
   */
  public CurtailProblem(
      int[] parents,
      long[] excess,
      List<CurtailKind> kinds,
      RunningLoads loads,
      List<MinerLoad> miners,
      List<MoveOffer> moves,
      long deadlineMillis,
      long fallMillis) {
    this.parents = parents;
    this.excess = excess;
    this.kinds = List.copyOf(kinds);
    this.loads = loads;
    this.miners = List.copyOf(miners);
    this.moves = List.copyOf(moves);
    this.deadlineMillis = deadlineMillis;
    this.fallMillis = fallMillis;
    check();
  }

  private void check() {
    if (parents.length != excess.length || deadlineMillis < 0 || fallMillis < 1) {
      throw new IllegalArgumentException(
          "%d domains with %d excesses, a deadline of %d ms and a fall of %d ms are out of range."
              .formatted(parents.length, excess.length, deadlineMillis, fallMillis));
    }
    checkMoves();
    long weight = 0;
    for (int i = 0; i < loads.size(); i++) {
      weight = Math.addExact(weight, loads.devicesOf(i) * kinds.get(loads.kind(i)).weight());
    }
    for (MinerLoad miner : miners) {
      weight = Math.addExact(weight, (long) miner.steps() * miner.stepWeight());
    }
    if (weight > WEIGHT_MAX) {
      throw new IllegalArgumentException(
          "The weights of all loads add up to %d, above %d.%nMaybe use a coarser unit."
              .formatted(weight, WEIGHT_MAX));
    }
  }

  private void checkMoves() {
    boolean[] isMoved = new boolean[loads.size()];
    for (MoveOffer move : moves) {
      int load = move.load();
      if (load >= isMoved.length || isMoved[load] || kinds.get(loads.kind(load)).stop() == null) {
        throw new IllegalArgumentException(
            "Load %d has two places to move to, may not be stopped, or does not exist."
                .formatted(load));
      }
      isMoved[load] = true;
    }
  }

  int domains() {
    return parents.length;
  }

  int[] parents() {
    return parents;
  }

  long excess(int domain) {
    return excess[domain];
  }

  List<CurtailKind> kinds() {
    return kinds;
  }

  RunningLoads loads() {
    return loads;
  }

  List<MinerLoad> miners() {
    return miners;
  }

  List<MoveOffer> moves() {
    return moves;
  }

  long deadlineMillis() {
    return deadlineMillis;
  }

  long fallMillis() {
    return fallMillis;
  }
}
