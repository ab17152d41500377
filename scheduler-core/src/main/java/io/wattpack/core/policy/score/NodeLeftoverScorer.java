package io.wattpack.core.policy.score;

import io.wattpack.core.policy.FitView;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;

/** Best fit on the node: nodes with many free GPUs are kept for those who need many. */
public final class NodeLeftoverScorer implements NodeScorer {
  @Override
  public String name() {
    return "node-leftover";
  }

  @Override
  public long cost(NodeView node, FitView fit) {
    return fit.gpusFreeLeft();
  }
}
