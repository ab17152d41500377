package io.wattpack.core.placement;

import io.wattpack.core.policy.FitView;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.units.GpuShare;

/** How the shape would sit on a node: of the shared GPUs it takes the one with least left. */
final class Fit implements FitView {
  private int slot;
  private int milliLeft;
  private int gpusFreeLeft;
  private long riseWatts;

  /** The node must have room for the shape. */
  void choose(NodeView node, Shape shape) {
    if (shape.isWhole()) {
      slot = firstFree(node, 0);
      milliLeft = 0;
      riseWatts = shape.gpuCount() * node.riseWatts(slot);
      gpusFreeLeft = node.gpusFree() - shape.gpuCount();
    } else {
      slot = tightest(node, shape);
      milliLeft = node.milliFree(slot) - shape.shareMilli();
      riseWatts = node.riseWatts(slot);
      boolean wasFree = node.milliFree(slot) == GpuShare.WHOLE_MILLI;
      gpusFreeLeft = node.gpusFree() - (wasFree ? 1 : 0);
    }
  }

  private static int firstFree(NodeView node, int from) {
    int next = from;
    while (node.milliFree(next) != GpuShare.WHOLE_MILLI) {
      next++;
    }
    return next;
  }

  private static int tightest(NodeView node, Shape shape) {
    int best = -1;
    for (int next = 0; next < node.gpuCount(); next++) {
      boolean hasRoom =
          node.milliFree(next) >= shape.shareMilli() && node.memoryFree(next) >= shape.memory();
      if (hasRoom && (best < 0 || node.milliFree(next) < node.milliFree(best))) {
        best = next;
      }
    }
    return best;
  }

  /** The slots it would take, in rising order. */
  int[] slots(NodeView node, Shape shape) {
    int[] slots = new int[shape.gpuCount()];
    slots[0] = slot;
    for (int i = 1; i < slots.length; i++) {
      slots[i] = firstFree(node, slots[i - 1] + 1);
    }
    return slots;
  }

  @Override
  public int milliLeft() {
    return milliLeft;
  }

  @Override
  public int gpusFreeLeft() {
    return gpusFreeLeft;
  }

  @Override
  public long riseWatts() {
    return riseWatts;
  }
}
