package io.wattpack.core.power.dispatch;

import java.util.Arrays;

/**
 * What the devices below each domain take at one price: all pieces worth more (low), and those
 * worth just as much as well (high). A domain passes on no more than its limit.
 *
 * <p>One pass costs the groups and domains of the subtree, from the last domain to the first, and
 * nothing is allocated.
 */
final class Demand {
  /** No level, and none less one either. */
  private static final int NEVER = Integer.MIN_VALUE;

  private final int[] groupKinds;
  private final DispatchTree tree;
  private final HeldLoads loads;
  private final PriceLevels levels;
  private final long[] low;
  private final long[] high;

  /** What one device of a kind takes, at the level that it was last asked for. */
  private final int[] lowWatts;

  private final int[] highWatts;
  private final int[] knownLevel;

  Demand(DispatchProblem problem, DispatchTree tree, HeldLoads loads, PriceLevels levels) {
    groupKinds = problem.groupKinds();
    this.tree = tree;
    this.loads = loads;
    this.levels = levels;
    low = new long[problem.domains()];
    high = new long[problem.domains()];
    lowWatts = new int[problem.kinds().size()];
    highWatts = new int[problem.kinds().size()];
    knownLevel = new int[problem.kinds().size()];
    Arrays.fill(knownLevel, NEVER);
  }

  /** Asks everything at and below a domain. */
  void ask(int top, int level) {
    int end = tree.end(top);
    for (int v = top; v < end; v++) {
      low[v] = loads.pinnedAt(v);
      high[v] = low[v];
    }
    for (int v = end - 1; v >= top; v--) {
      askGroups(v, level);
      if (v > top) {
        low[tree.parent(v)] += lowPassed(v);
        high[tree.parent(v)] += highPassed(v);
      }
    }
  }

  private void askGroups(int domain, int level) {
    long lower = 0;
    long upper = 0;
    int end = tree.groupEnd(domain);
    for (int g = tree.groupStart(domain); g < end; g++) {
      int kind = groupKinds[g];
      learn(kind, level);
      lower += (long) loads.count(g) * lowWatts[kind];
      upper += (long) loads.count(g) * highWatts[kind];
    }
    low[domain] += lower;
    high[domain] += upper;
  }

  private void learn(int kind, int level) {
    if (knownLevel[kind] != level) {
      lowWatts[kind] = levels.watts(kind, level);
      highWatts[kind] = levels.watts(kind, level - 1);
      knownLevel[kind] = level;
    }
  }

  /** Watts asked for at and below a domain, its own limit aside. */
  long low(int domain) {
    return low[domain];
  }

  long high(int domain) {
    return high[domain];
  }

  /** The same within its limit. */
  long lowPassed(int domain) {
    return Math.min(low[domain], loads.limit(domain));
  }

  long highPassed(int domain) {
    return Math.min(high[domain], loads.limit(domain));
  }

  /** Watts of a group that takes only what is worth more than the level. */
  long groupLow(int group, int level) {
    int kind = groupKinds[group];
    learn(kind, level);
    return loads.pinned(group) + (long) loads.count(group) * lowWatts[kind];
  }

  /** What it would take on top at the very price. */
  long groupTie(int group, int level) {
    int kind = groupKinds[group];
    learn(kind, level);
    return (long) loads.count(group) * (highWatts[kind] - lowWatts[kind]);
  }
}
