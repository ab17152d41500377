package io.wattpack.core.policy.baseline;

import io.wattpack.core.policy.FleetScorer;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;
import org.jspecify.annotations.Nullable;

/** Prefers the node with the least left over, cores and GPUs weighing the same. */
public final class BestFitScorer implements FleetScorer {
  @Override
  public String name() {
    return "best-fit";
  }

  @Override
  public int terms() {
    return 1;
  }

  @Override
  public void measure(NodeView node, Shape shape, int slot, int[] terms) {
    long cpuLeft = node.cpuMilliFree() - shape.cpuMilli();
    long gpuLeft = Booking.milliFree(node) - shape.demandMilli();
    double left = 0.5 * cpuLeft / Scale.CPU_MILLI;
    terms[0] = (int) (Scale.SCORE_MAX * (1 - left - 0.5 * gpuLeft / Scale.GPU_MILLI));
  }

  @Override
  public void finish(int[] terms, int count, long draw, int[] scores) {
    Scale.spread(terms, 1, 0, count, 0, scores);
  }

  @Override
  public @Nullable NodeScorer gpuChoice() {
    return null;
  }
}
