package io.wattpack.core.placement;

import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Room;
import io.wattpack.core.policy.Shape;

/**
 * Scores that say why a node is no candidate. They lie below every true score, and rise with the
 * place of the filter that ruled the node out: so the best score of many nodes tells the nearest
 * miss when none of them fits.
 */
final class Misses {
  /** No true score is lower. */
  static final int SCORE_LEAST = -(1 << 30);

  private static final int OTHER_MODEL = Integer.MIN_VALUE;

  private Misses() {}

  static boolean isMiss(int score) {
    return score < SCORE_LEAST;
  }

  /** Whether the node has room for one member of the shape. */
  static boolean fits(NodeView node, Shape shape) {
    return node.cpuMilliFree() >= shape.cpuMilli()
        && node.hostMemoryFree() >= shape.hostMemory()
        && Room.has(node, shape, Room.Usable.OPEN);
  }

  /** The score of a node that has no room. */
  static int of(NodeView node, Shape shape) {
    for (int filter = 0; filter < PolicyCatalog.NODE_FILTERS.size(); filter++) {
      if (!PolicyCatalog.NODE_FILTERS.get(filter).admits(node, shape)) {
        return OTHER_MODEL + filter;
      }
    }
    throw new IllegalStateException("No filter rules the node out, but it has no room.");
  }

  /** The score of a node of which no option makes use. */
  static int otherModel() {
    return OTHER_MODEL;
  }

  /** What the best score says when it is a miss. */
  static ReasonCode reason(int score) {
    NodeFilter filter = PolicyCatalog.NODE_FILTERS.get(score - OTHER_MODEL);
    return filter.miss();
  }
}
