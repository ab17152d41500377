package io.wattpack.core.policy.score;

import io.wattpack.core.policy.FitView;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;

/** The place that raises its power domains least. */
public final class PowerRiseScorer implements NodeScorer {
  @Override
  public String name() {
    return "power-rise";
  }

  @Override
  public long cost(NodeView node, FitView fit) {
    return fit.riseWatts();
  }
}
