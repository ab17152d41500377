package io.wattpack.core.policy.baseline;

import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;

/** Prefers the node whose free cores and GPUs are the least aligned with what is asked. */
public final class DotProductScorer implements NodeScorer {
  @Override
  public String name() {
    return "dot-product";
  }

  @Override
  public int score(NodeView node, Shape shape, int slot) {
    double cpu = node.cpuMilliFree() / Scale.CPU_MILLI * (shape.cpuMilli() / Scale.CPU_MILLI);
    double gpu =
        Booking.milliFree(node) / Scale.GPU_MILLI * (shape.demandMilli() / Scale.GPU_MILLI);
    return (int) (Scale.SCORE_MAX * (1 - (cpu + gpu) / 2));
  }
}
