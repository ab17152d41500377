package io.wattpack.core.power.dispatch;

/** The shape of a problem: domains in preorder, so that a subtree and its groups are ranges. */
final class DispatchTree {
  private final int[] parents;
  private final int[] ends;
  private final int[] groupStarts;

  DispatchTree(DispatchProblem problem) {
    parents = problem.parents();
    ends = ends(parents);
    groupStarts = groupStarts(problem);
  }

  private static int[] ends(int[] parents) {
    int[] ends = new int[parents.length];
    for (int v = parents.length - 1; v >= 0; v--) {
      ends[v] = Math.max(ends[v], v + 1);
      if (parents[v] >= 0) {
        ends[parents[v]] = Math.max(ends[parents[v]], ends[v]);
      }
    }
    return ends;
  }

  private static int[] groupStarts(DispatchProblem problem) {
    int[] starts = new int[problem.domains() + 1];
    for (int domain : problem.groupDomains()) {
      starts[domain + 1]++;
    }
    for (int v = 0; v < problem.domains(); v++) {
      starts[v + 1] += starts[v];
    }
    return starts;
  }

  int size() {
    return parents.length;
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

  /** The first group of a domain itself; those of the next domain follow. */
  int groupStart(int domain) {
    return groupStarts[domain];
  }

  int groupEnd(int domain) {
    return groupStarts[domain + 1];
  }

  int root(int domain) {
    int root = domain;
    while (parents[root] >= 0) {
      root = parents[root];
    }
    return root;
  }
}
