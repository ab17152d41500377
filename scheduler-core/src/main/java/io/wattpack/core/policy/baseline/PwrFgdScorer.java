package io.wattpack.core.policy.baseline;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.TypicalShape;
import io.wattpack.core.policy.FleetScorer;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;
import java.util.List;

/** Weighs watts against fragmentation; fragmentation chooses the GPU. */
public final class PwrFgdScorer implements FleetScorer {
  /** The published weight that loses the least allocation. */
  public static final int POWER_WEIGHT_PERMILLE = 200;

  private static final int PERMILLE = 1000;

  private final PowerRise rise = new PowerRise();
  private final FgdScorer fgd;
  private final int powerWeight;

  /**
   * @param typical what fragmentation is measured by
   * @param gpuModels the GPU models by their dense number
   * @param powerWeightPermille weight of power, 0 to 1000
   */
  public PwrFgdScorer(
      List<TypicalShape> typical, List<GpuModelId> gpuModels, int powerWeightPermille) {
    fgd = new FgdScorer(typical, gpuModels);
    powerWeight = powerWeightPermille;
  }

  @Override
  public String name() {
    return "pwr-fgd";
  }

  @Override
  public int terms() {
    return 2;
  }

  @Override
  public void measure(NodeView node, Shape shape, int slot, int[] terms) {
    // Each term by the GPU that is best for it, as published, though only one can be taken.
    terms[0] = rise.scoreBest(node, shape, slot);
    terms[1] = fgd.score(node, shape, slot);
  }

  @Override
  public void finish(int[] terms, int count, long draw, int[] scores) {
    Scale.spread(terms, 2, 0, count, Scale.SCORE_MAX, scores);
    for (int i = 0; i < count; i++) {
      scores[i] = powerWeight * scores[i] + (PERMILLE - powerWeight) * terms[2 * i + 1];
    }
  }

  @Override
  public NodeScorer gpuChoice() {
    return fgd;
  }
}
