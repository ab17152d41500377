package io.wattpack.core.policy.baseline;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.TypicalShape;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;
import java.util.List;

/** Goes where fragmentation falls most, or grows least: fragmentation gradient descent. */
public final class FgdScorer implements NodeScorer {
  private static final double STEEPNESS_MILLI = 1000;

  private final Fragmentation fragmentation;

  /**
   * @param typical what fragmentation is measured by
   * @param gpuModels the GPU models by their dense number
   */
  public FgdScorer(List<TypicalShape> typical, List<GpuModelId> gpuModels) {
    fragmentation = new Fragmentation(typical, gpuModels);
  }

  @Override
  public String name() {
    return "fgd";
  }

  @Override
  public int score(NodeView node, Shape shape, int slot) {
    double weights = Math.max(1, fragmentation.weightTotal());
    double gainMilli = fragmentation.gain(node, shape, slot) / weights;
    // StrictMath: the score is truncated, so the last bit counts on every machine alike.
    return (int) (Scale.SCORE_MAX / (1 + StrictMath.exp(-gainMilli / STEEPNESS_MILLI)));
  }

  @Override
  public boolean choosesGpu() {
    return true;
  }
}
