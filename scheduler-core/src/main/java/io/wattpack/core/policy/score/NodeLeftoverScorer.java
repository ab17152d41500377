package io.wattpack.core.policy.score;

import io.wattpack.core.policy.FitView;
import io.wattpack.core.policy.NodeTerm;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.policy.SubtreeView;

/** Best fit on the node: nodes with many free GPUs are kept for those who need many. */
public final class NodeLeftoverScorer implements NodeTerm {
  @Override
  public String name() {
    return "node-leftover";
  }

  @Override
  public long cost(NodeView node, FitView fit) {
    return fit.gpusFreeLeft();
  }

  @Override
  public long costLeast(SubtreeView subtree, Shape asked) {
    if (asked.isWhole()) {
      int free = subtree.gpusFreeLeast(asked.gpuModel(), asked.gpuCount());
      return free == SubtreeView.NONE ? 0 : free - asked.gpuCount();
    }
    // A shared GPU leaves all free ones free, so a node without any costs nothing.
    boolean isShared =
        subtree.milliFreeLeast(asked.gpuModel(), asked.shareMilli()) != SubtreeView.NONE;
    int free = subtree.gpusFreeLeast(asked.gpuModel(), isShared ? 0 : 1);
    return free == SubtreeView.NONE ? 0 : Math.max(0, free - 1);
  }
}
