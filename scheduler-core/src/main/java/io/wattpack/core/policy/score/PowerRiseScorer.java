package io.wattpack.core.policy.score;

import io.wattpack.core.policy.FitView;
import io.wattpack.core.policy.NodeTerm;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.policy.SubtreeView;

/** The place that raises its power domains least. */
public final class PowerRiseScorer implements NodeTerm {
  @Override
  public String name() {
    return "power-rise";
  }

  @Override
  public long cost(NodeView node, FitView fit) {
    return fit.riseWatts();
  }

  @Override
  public long costLeast(SubtreeView subtree, Shape asked) {
    boolean mayShare =
        !asked.isWhole()
            && subtree.milliFreeLeast(asked.gpuModel(), asked.shareMilli()) != SubtreeView.NONE;
    return mayShare ? 0 : asked.gpuCount() * subtree.riseLeast(asked.gpuModel());
  }
}
