package io.wattpack.core.power.dispatch;

import java.util.Arrays;

/**
 * Limits, the devices that the dispatch may move, those that are pinned, and what both need least.
 */
final class HeldLoads {
  static final int FREE = -1;

  private final DispatchProblem problem;
  private final DispatchTree tree;
  private final long[] limits;

  /** Watts of each device of a group that is pinned; otherwise {@link #FREE}. */
  private final int[] pins;

  private final int[] counts;
  private final long[] pinnedAt;
  private final long[] minima;

  HeldLoads(DispatchProblem problem, DispatchTree tree) {
    this.problem = problem;
    this.tree = tree;
    limits = problem.limits().clone();
    pins = new int[problem.groups()];
    Arrays.fill(pins, FREE);
    counts = problem.groupCounts().clone();
    pinnedAt = new long[problem.domains()];
    minima = new long[problem.domains()];
    for (int g = 0; g < problem.groups(); g++) {
      minima[problem.groupDomains()[g]] += least(g);
    }
    for (int v = minima.length - 1; v > 0; v--) {
      if (tree.parent(v) >= 0) {
        minima[tree.parent(v)] += minima[v];
      }
    }
  }

  long limit(int domain) {
    return limits[domain];
  }

  void setLimit(int domain, long watts) {
    limits[domain] = watts;
  }

  /** Watts that everything at and below a domain draws at least. */
  long minimum(int domain) {
    return minima[domain];
  }

  /** Devices of a group that are not pinned: all or none. */
  int count(int group) {
    return counts[group];
  }

  /** Watts of the pinned devices at a domain itself. */
  long pinnedAt(int domain) {
    return pinnedAt[domain];
  }

  boolean isPinned(int group) {
    return pins[group] != FREE;
  }

  int pin(int group) {
    return pins[group];
  }

  /** Watts of a group that is pinned; otherwise nothing. */
  long pinned(int group) {
    return isPinned(group) ? (long) problem.groupCounts()[group] * pins[group] : 0;
  }

  /** Pins each device of a group at so many watts, or gives the group back. */
  void setPin(int group, int watts) {
    int domain = problem.groupDomains()[group];
    long before = least(group);
    pinnedAt[domain] -= pinned(group);
    pins[group] = watts;
    counts[group] = isPinned(group) ? 0 : problem.groupCounts()[group];
    pinnedAt[domain] += pinned(group);
    long more = least(group) - before;
    for (int v = domain; v >= 0; v = tree.parent(v)) {
      minima[v] += more;
    }
  }

  private long least(int group) {
    int wattsMin = problem.kinds().get(problem.groupKinds()[group]).wattsMin();
    return isPinned(group) ? pinned(group) : (long) problem.groupCounts()[group] * wattsMin;
  }

  /** The last domain whose minima do not fit, so that all below it fit; or {@code otherwise}. */
  int tight(int otherwise) {
    for (int v = minima.length - 1; v >= 0; v--) {
      if (minima[v] > limits[v]) {
        return v;
      }
    }
    return otherwise;
  }

  /** The same among a domain and those above it. */
  int tightFrom(int domain, int otherwise) {
    for (int v = domain; v >= 0; v = tree.parent(v)) {
      if (minima[v] > limits[v]) {
        return v;
      }
    }
    return otherwise;
  }
}
