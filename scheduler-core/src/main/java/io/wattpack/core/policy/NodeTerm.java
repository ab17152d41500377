package io.wattpack.core.policy;

/** One term of the comparison of nodes; the smaller cost wins, ties go to the next term. */
public interface NodeTerm {
  String name();

  /** The cost of that fit, at least 0. */
  long cost(NodeView node, FitView fit);

  /**
   * A cost that no node below the domain can undercut: a subtree that cannot beat the best so far
   * is passed over. 0 is always right.
   */
  long costLeast(SubtreeView subtree, Shape asked);
}
