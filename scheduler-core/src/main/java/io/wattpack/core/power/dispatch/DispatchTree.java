package io.wattpack.core.power.dispatch;

/** The shape of a problem: domains whose groups are ranges too. */
final class DispatchTree extends DomainTree {
  private final int[] groupStarts;

  DispatchTree(DispatchProblem problem) {
    super(problem.parents());
    groupStarts = groupStarts(problem);
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

  /** The first group of a domain itself; those of the next domain follow. */
  int groupStart(int domain) {
    return groupStarts[domain];
  }

  int groupEnd(int domain) {
    return groupStarts[domain + 1];
  }
}
