package io.wattpack.core.power.dispatch;

/** Domains in preorder, so that a subtree is a range. */
public sealed class DomainTree permits DispatchTree {
  private final int[] parents;
  private final int[] ends;

  /**
   * @param parents of each domain, which come before it; -1: none
   */
  public DomainTree(int[] parents) {
    this.parents = parents;
    ends = new int[parents.length];
    for (int v = parents.length - 1; v >= 0; v--) {
      ends[v] = Math.max(ends[v], v + 1);
      if (parents[v] >= 0) {
        ends[parents[v]] = Math.max(ends[parents[v]], ends[v]);
      }
    }
  }

  /** Number of domains. */
  public final int size() {
    return parents.length;
  }

  /** The domain above, or -1. */
  public final int parent(int domain) {
    return parents[domain];
  }

  /** The first domain that is not below this one. */
  public final int end(int domain) {
    return ends[domain];
  }

  public final boolean isAtOrAbove(int domain, int other) {
    return domain <= other && other < ends[domain];
  }

  /** The top of the domain's tree. */
  final int root(int domain) {
    int root = domain;
    while (parents[root] >= 0) {
      root = parents[root];
    }
    return root;
  }

  /** The domain above each. To look at only. */
  public final int[] parents() {
    return parents;
  }

  /** Adds to each domain what is below it. */
  public final void sumUp(long[] values) {
    for (int v = parents.length - 1; v >= 0; v--) {
      if (parents[v] >= 0) {
        values[parents[v]] += values[v];
      }
    }
  }
}
