package io.wattpack.core.policy.baseline;

import io.wattpack.core.policy.FleetScorer;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;

/** Prefers the node whose watts rise least. */
public final class PwrScorer implements FleetScorer {
  private final PowerRise rise = new PowerRise();

  @Override
  public String name() {
    return "pwr";
  }

  @Override
  public int terms() {
    return 1;
  }

  @Override
  public void measure(NodeView node, Shape shape, int slot, int[] terms) {
    terms[0] = rise.score(node, shape, slot);
  }

  @Override
  public void finish(int[] terms, int count, long draw, int[] scores) {
    Scale.spread(terms, 1, 0, count, Scale.SCORE_MAX, scores);
  }

  @Override
  public NodeScorer gpuChoice() {
    return rise;
  }
}
