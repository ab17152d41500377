package io.wattpack.core.power.curtail;

/** Domains in preorder, so that a subtree is a range. */
final class DomainTree {
  private final int[] parents;
  private final int[] ends;

  DomainTree(int[] parents) {
    this.parents = parents;
    ends = new int[parents.length];
    for (int v = parents.length - 1; v >= 0; v--) {
      ends[v] = Math.max(ends[v], v + 1);
      if (parents[v] >= 0) {
        ends[parents[v]] = Math.max(ends[parents[v]], ends[v]);
      }
    }
  }

  int size() {
    return parents.length;
  }

  int[] parents() {
    return parents;
  }

  /** The domain above, or -1. */
  int parent(int domain) {
    return parents[domain];
  }

  /** The first domain that is not below this one. */
  int end(int domain) {
    return ends[domain];
  }

  boolean isAtOrAbove(int domain, int other) {
    return domain <= other && other < ends[domain];
  }

  /** Adds to each domain what is below it. */
  void sumUp(long[] values) {
    for (int v = parents.length - 1; v >= 0; v--) {
      if (parents[v] >= 0) {
        values[parents[v]] += values[v];
      }
    }
  }
}
