package io.wattpack.core.policy;

/**
 * Scores nodes by their own state: its answer is kept for every node of equal state.
 *
 * <p>May rest on the view, the shape and the slot only; holds no state that changes.
 */
public interface NodeScorer {
  String name();

  /**
   * How good it is to put the shape there; the higher the better.
   *
   * @param node as it is before
   * @param shape for which the node has room
   * @param slot the GPU that a share or hardware slice would take, or the first of whole GPUs; -1
   *     for work without GPUs
   */
  int score(NodeView node, Shape shape, int slot);

  /**
   * Whether a share takes the GPU of the node that scores best, the first of equals. If not, it
   * takes the fullest GPU that has room, the first of equals.
   */
  default boolean choosesGpu() {
    return false;
  }

  /**
   * The GPU on which a share scores best, the first of equals, of a node with at most 64 GPUs.
   *
   * @param usable GPUs that may take it, as bits by slot; at least one
   * @return the score in the upper 32 bits, the slot in the lower
   */
  default long bestShare(NodeView node, Shape shape, long usable) {
    int bestSlot = Long.numberOfTrailingZeros(usable);
    int best = score(node, shape, bestSlot);
    for (long left = usable & (usable - 1); left != 0; left &= left - 1) {
      int slot = Long.numberOfTrailingZeros(left);
      int score = score(node, shape, slot);
      if (score > best) {
        best = score;
        bestSlot = slot;
      }
    }
    return (long) best << Integer.SIZE | bestSlot;
  }
}
