package io.wattpack.core.policy.baseline;

import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;

/** Keeps work of one kind together: shares with shares, pairs of GPUs with pairs. */
public final class GpuClusteringScorer implements NodeScorer {
  private static final int KIND_LAST = 31;
  private static final int SAME_KIND_ONLY = 75;
  private static final int SAME_KIND_TOO = 50;
  private static final int NOTHING_YET = 25;

  @Override
  public String name() {
    return "gpu-clustering";
  }

  @Override
  public int score(NodeView node, Shape shape, int slot) {
    if (shape.gpuCount() == 0) {
      return 0;
    }
    double used = (Scale.GPU_MILLI - Booking.milliFree(node)) / Scale.GPU_MILLI;
    return (int) (25 * used) + company(node.kindsHosted(), kind(shape));
  }

  private static int company(int hosted, int kind) {
    if (hosted == 0) {
      return NOTHING_YET;
    }
    if (hosted == kind) {
      return SAME_KIND_ONLY;
    }
    return (hosted & kind) == 0 ? 0 : SAME_KIND_TOO;
  }

  private static int kind(Shape shape) {
    return shape.isWhole() ? 1 << Math.min(shape.gpuCount(), KIND_LAST) : 1;
  }
}
