package io.wattpack.core.placement;

import io.wattpack.core.model.MigProfile;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Room;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.policy.Slices;

/**
 * How a shape would sit on a node: which GPU a share or slice takes, what that scores and by how
 * much it raises the node's domains.
 */
final class Fit {
  private static final int NOWHERE = -1;

  private int slot = NOWHERE;
  private int score;
  private long riseWatts;

  /** Finds the best way on a node that has room for the shape. */
  void choose(NodeView node, Shape shape, NodeScorer scorer) {
    choose(node, shape, scorer, Long.MAX_VALUE);
  }

  /**
   * Finds the best way that raises the domains by no more than that.
   *
   * @return whether there is one
   */
  boolean choose(NodeView node, Shape shape, NodeScorer scorer, long wattsMax) {
    slot = NOWHERE;
    riseWatts = 0;
    if (shape.gpuCount() == 0) {
      score = scorer.score(node, shape, slot);
      return true;
    }
    if (shape.isWhole()) {
      chooseWhole(node, shape, scorer);
      return riseWatts <= wattsMax;
    }
    if (shape.mig() != Shape.NO_MIG || !scorer.choosesGpu()) {
      takeTightest(node, shape, scorer, wattsMax);
    } else {
      takeBest(node, shape, scorer, wattsMax);
    }
    if (slot == NOWHERE) {
      return false;
    }
    riseWatts = node.riseWatts(slot);
    return true;
  }

  private void chooseWhole(NodeView node, Shape shape, NodeScorer scorer) {
    slot = firstFree(node, shape, firstSlot(node, shape));
    riseWatts = shape.gpuCount() * node.riseWatts(slot);
    score = scorer.score(node, shape, slot);
  }

  private static int firstSlot(NodeView node, Shape shape) {
    return shape.isLinked()
        ? node.linkedGpus() * Room.linkedGroup(node, shape, Room.Usable.OPEN)
        : 0;
  }

  private static int firstFree(NodeView node, Shape shape, int from) {
    int next = from;
    while (!Room.isFree(node, shape, next, Room.Usable.OPEN)) {
      next++;
    }
    return next;
  }

  /** Of the GPUs with room the fullest; a slice rather goes on a GPU that is cut already. */
  private void takeTightest(NodeView node, Shape shape, NodeScorer scorer, long wattsMax) {
    int least = Integer.MAX_VALUE;
    for (int next = 0; next < node.gpuCount(); next++) {
      int free = node.milliFree(next);
      if (free < least
          && Room.takes(node, shape, next, Room.Usable.OPEN)
          && node.riseWatts(next) <= wattsMax) {
        slot = next;
        least = free;
      }
    }
    if (slot != NOWHERE) {
      score = scorer.score(node, shape, slot);
    }
  }

  private void takeBest(NodeView node, Shape shape, NodeScorer scorer, long wattsMax) {
    if (node.gpuCount() > Long.SIZE) {
      takeBestOfMany(node, shape, scorer, wattsMax);
      return;
    }
    long usable = usable(node, shape, wattsMax);
    if (usable != 0) {
      long best = scorer.bestShare(node, shape, usable);
      slot = (int) best;
      score = (int) (best >> Integer.SIZE);
    }
  }

  private static long usable(NodeView node, Shape shape, long wattsMax) {
    long usable = 0;
    int gpus = node.gpuCount();
    for (int next = 0; next < gpus; next++) {
      usable |= isUsable(node, shape, next, wattsMax) ? 1L << next : 0;
    }
    return usable;
  }

  private static boolean isUsable(NodeView node, Shape shape, int slot, long wattsMax) {
    return node.milliFree(slot) >= shape.shareMilli()
        && Room.takes(node, shape, slot, Room.Usable.OPEN)
        && node.riseWatts(slot) <= wattsMax;
  }

  private void takeBestOfMany(NodeView node, Shape shape, NodeScorer scorer, long wattsMax) {
    for (int next = 0; next < node.gpuCount(); next++) {
      if (isUsable(node, shape, next, wattsMax)) {
        int here = scorer.score(node, shape, next);
        if (slot == NOWHERE || here > score) {
          slot = next;
          score = here;
        }
      }
    }
  }

  /** The slots it takes, in rising order; none without GPUs. */
  int[] slots(NodeView node, Shape shape) {
    int[] slots = new int[shape.gpuCount()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = i == 0 ? slot : firstFree(node, shape, slots[i - 1] + 1);
    }
    return slots;
  }

  /** The memory slice at which a hardware slice begins. */
  int sliceStart(NodeView node, Shape shape) {
    MigProfile profile = Room.profile(node, shape);
    return Slices.start(node, slot, profile);
  }

  /** The GPU that a share or slice takes, or the first of whole GPUs; negative without GPUs. */
  int slot() {
    return slot;
  }

  int score() {
    return score;
  }

  long riseWatts() {
    return riseWatts;
  }
}
