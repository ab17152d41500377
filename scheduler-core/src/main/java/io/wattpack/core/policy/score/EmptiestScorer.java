package io.wattpack.core.policy.score;

import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.units.GpuShare;

/** The node with the largest part of its GPUs free comes first. */
public final class EmptiestScorer implements NodeScorer {
  private static final int STEPS = 1000;

  @Override
  public String name() {
    return "emptiest";
  }

  @Override
  public int score(NodeView node, Shape shape, int slot) {
    int free = 0;
    for (int gpu = 0; gpu < node.gpuCount(); gpu++) {
      free += node.milliFree(gpu);
    }
    return STEPS * free / (GpuShare.WHOLE_MILLI * node.gpuCount());
  }
}
