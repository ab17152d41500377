package io.wattpack.core.power.dispatch;

import java.util.Arrays;

/** Prices and watts, set from the top down; what comes to the same as before is left as it is. */
final class Settling {
  /** A change that is everywhere: nothing may be left as it is. */
  static final int EVERYWHERE = -1;

  private static final int NONE = -2;

  private final DispatchTree tree;
  private final HeldLoads loads;
  private final Demand demand;
  private final LevelSearch search;

  /** The level of a domain that is full on its own account; otherwise {@link #NONE}. */
  private final int[] own;

  /** The level that counts at and below each domain, and the watts it hands out. */
  private final int[] level;

  private final long[] granted;

  /** The level around each domain and the watts that come down to it. */
  private final int[] around;

  private final long[] offered;
  private final long[] groupWatts;

  Settling(DispatchTree tree, HeldLoads loads, Demand demand, int levels, int groups) {
    this.tree = tree;
    this.loads = loads;
    this.demand = demand;
    search = new LevelSearch(demand, loads, levels);
    own = new int[tree.size()];
    level = new int[tree.size()];
    granted = new long[tree.size()];
    around = new int[tree.size()];
    offered = new long[tree.size()];
    groupWatts = new long[groups];
    Arrays.fill(own, NONE);
  }

  boolean isPriced(int domain) {
    return own[domain] != NONE;
  }

  /** The level of the nearest domain above with one of its own. */
  int levelAround(int domain) {
    int above = pricedAbove(domain);
    return above < 0 ? PriceLevels.FREE : own[above];
  }

  /** The nearest domain above that is full on its own account, or -1. */
  int pricedAbove(int domain) {
    int above = tree.parent(domain);
    while (above >= 0 && !isPriced(above)) {
      above = tree.parent(above);
    }
    return above;
  }

  /** The level that sets the caps at a domain. */
  int level(int domain) {
    return level[domain];
  }

  /** Watts that went to what hangs at and below a domain. */
  long granted(int domain) {
    return granted[domain];
  }

  long watts(int group) {
    return groupWatts[group];
  }

  void settleTree(int root, int changed) {
    demand.ask(root, PriceLevels.FREE);
    settle(root, PriceLevels.FREE, demand.lowPassed(root), changed);
  }

  /**
   * Settles a subtree whose demand has just been asked at the level around it.
   *
   * @param watts what comes down to it
   * @param changed the domain below which, and on the way to which, nothing may be left as it is
   */
  void settle(int top, int levelAround, long watts, int changed) {
    around[top] = levelAround;
    offered[top] = watts;
    int v = top;
    while (v < tree.end(top)) {
      boolean mayStay = changed != EVERYWHERE && !tree.isAtOrAbove(v, changed);
      if (mayStay && isAsBefore(v)) {
        v = tree.end(v);
      } else {
        price(v);
        handOut(v);
        v++;
      }
    }
  }

  private boolean isAsBefore(int domain) {
    if (isFull(domain)) {
      return isPriced(domain);
    }
    return !isPriced(domain)
        && level[domain] == around[domain]
        && granted[domain] == offered[domain];
  }

  private boolean isFull(int domain) {
    return demand.low(domain) > loads.limit(domain);
  }

  private void price(int domain) {
    if (isFull(domain)) {
      int guess = isPriced(domain) ? own[domain] : around[domain] + 1;
      own[domain] = search.levelOf(domain, around[domain], guess);
      level[domain] = own[domain];
      granted[domain] = loads.limit(domain);
    } else {
      own[domain] = NONE;
      level[domain] = around[domain];
      granted[domain] = offered[domain];
    }
  }

  /** To each what is worth more than the level, then what is worth just that, in order. */
  private void handOut(int domain) {
    int at = level[domain];
    long rest = granted[domain] - demand.low(domain);
    for (int g = tree.groupStart(domain); g < tree.groupEnd(domain); g++) {
      long tie = Math.min(rest, demand.groupTie(g, at));
      groupWatts[g] = demand.groupLow(g, at) + tie;
      rest -= tie;
    }
    for (int c = domain + 1; c < tree.end(domain); c = tree.end(c)) {
      long low = demand.lowPassed(c);
      long tie = Math.min(rest, demand.highPassed(c) - low);
      around[c] = at;
      offered[c] = low + tie;
      rest -= tie;
    }
  }
}
