package io.wattpack.core.policy.baseline;

import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Room;
import io.wattpack.core.policy.Shape;

/** Which GPUs of a node a shape would take, and what would then be free. */
final class Booking {
  static final int WHOLE_MILLI = 1000;

  private final NodeView node;
  private final Shape shape;
  private final int first;
  private final int last;

  private Booking(NodeView node, Shape shape, int first, int last) {
    this.node = node;
    this.shape = shape;
    this.first = first;
    this.last = last;
  }

  /** Of nothing: the node as it is. */
  static Booking none(NodeView node, Shape shape) {
    return new Booking(node, shape, -1, -1);
  }

  /**
   * Of that slot and, for whole GPUs, of the next free ones behind it.
   *
   * @param slot negative: of no GPU
   */
  static Booking at(NodeView node, Shape shape, int slot) {
    return new Booking(node, shape, slot, slot < 0 ? -1 : last(node, shape, slot));
  }

  private static int last(NodeView node, Shape shape, int slot) {
    int last = slot;
    int left = shape.gpuCount() - 1;
    for (int at = slot + 1; at < node.gpuCount() && left > 0; at++) {
      if (Room.isFree(node, shape, at, Room.Usable.OPEN)) {
        last = at;
        left--;
      }
    }
    return last;
  }

  boolean takes(int slot) {
    return slot == first
        || (slot > first && slot <= last && Room.isFree(node, shape, slot, Room.Usable.OPEN));
  }

  /** Thousandths that would be free in each slot. */
  int[] milliFree() {
    int[] free = new int[node.gpuCount()];
    for (int slot = 0; slot < free.length; slot++) {
      free[slot] = node.milliFree(slot) - (takes(slot) ? shape.shareMilli() : 0);
    }
    return free;
  }

  /** Whether nothing is booked in that slot. */
  static boolean isFree(NodeView node, int slot) {
    return node.milliFree(slot) == WHOLE_MILLI;
  }

  /** Thousandths free on all GPUs of the node. */
  static int milliFree(NodeView node) {
    int free = 0;
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      free += node.milliFree(slot);
    }
    return free;
  }
}
