package io.wattpack.core.policy.baseline;

import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;

/** GPUs in use before free ones, free ones of nodes in use before untouched nodes. */
public final class GpuPackingScorer implements NodeScorer {
  private static final int IN_USE_LEAST = 50;
  private static final int FREE_GPU_LEAST = 33;
  private static final int MILLI_PER_POINT = 100;

  @Override
  public String name() {
    return "gpu-packing";
  }

  @Override
  public int score(NodeView node, Shape shape, int slot) {
    if (shape.gpuCount() == 0) {
      return 0;
    }
    if (node.gpusFree() == node.gpuCount()) {
      return Math.max(FREE_GPU_LEAST - node.gpuCount(), node.gpuCount());
    }
    if (Booking.isFree(node, slot)) {
      return Math.max(IN_USE_LEAST - shape.gpuCount(), FREE_GPU_LEAST);
    }
    return Math.max(Scale.SCORE_MAX - node.milliFree(slot) / MILLI_PER_POINT, IN_USE_LEAST);
  }
}
