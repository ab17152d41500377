package io.wattpack.core.policy.score;

import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;

/** All nodes are equal, so the first with room is taken, and on it the fullest GPU. */
public final class FirstFitScorer implements NodeScorer {
  @Override
  public String name() {
    return "first-fit";
  }

  @Override
  public int score(NodeView node, Shape shape, int slot) {
    return 0;
  }
}
