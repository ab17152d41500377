package io.wattpack.core.policy.score;

import io.wattpack.core.policy.FitView;
import io.wattpack.core.policy.NodeTerm;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.policy.SubtreeView;
import io.wattpack.core.units.GpuShare;

/** Best fit on the GPU: what is left of a shared one should be small. */
public final class GpuLeftoverScorer implements NodeTerm {
  @Override
  public String name() {
    return "gpu-leftover";
  }

  @Override
  public long cost(NodeView node, FitView fit) {
    return fit.milliLeft();
  }

  @Override
  public long costLeast(SubtreeView subtree, Shape asked) {
    if (asked.isWhole()) {
      return 0;
    }
    int shared = subtree.milliFreeLeast(asked.gpuModel(), asked.shareMilli());
    int free = shared == SubtreeView.NONE ? GpuShare.WHOLE_MILLI : shared;
    return Math.max(0, free - asked.shareMilli());
  }
}
