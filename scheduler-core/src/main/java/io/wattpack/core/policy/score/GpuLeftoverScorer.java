package io.wattpack.core.policy.score;

import io.wattpack.core.policy.FitView;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;

/** Best fit on the GPU: what is left of a shared one should be small. */
public final class GpuLeftoverScorer implements NodeScorer {
  @Override
  public String name() {
    return "gpu-leftover";
  }

  @Override
  public long cost(NodeView node, FitView fit) {
    return fit.milliLeft();
  }
}
