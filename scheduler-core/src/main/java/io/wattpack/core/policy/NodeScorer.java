package io.wattpack.core.policy;

/** One term of the comparison of nodes; the smaller cost wins, ties go to the next term. */
public interface NodeScorer {
  String name();

  long cost(NodeView node, FitView fit);
}
