package io.wattpack.core.placement;

import io.wattpack.core.policy.FitView;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;

/** Which slots of a node the shape would take: of a shared GPU the one with least left. */
final class Fit implements FitView {
  private int[] slots = new int[0];
  private int milliLeft;
  private int gpusFreeLeft;
  private long riseWatts;

  /** The node must have room for the shape. */
  Fit choose(NodeView node, Shape shape) {
    return shape.isWhole() ? chooseWhole(node, shape) : chooseShared(node, shape);
  }

  private Fit chooseWhole(NodeView node, Shape shape) {
    slots = new int[shape.gpuCount()];
    riseWatts = 0;
    int taken = 0;
    for (int slot = 0; taken < slots.length; slot++) {
      if (node.milliFree(slot) == io.wattpack.core.units.GpuShare.WHOLE_MILLI) {
        slots[taken++] = slot;
        riseWatts += node.riseWatts(slot);
      }
    }
    milliLeft = 0;
    gpusFreeLeft = node.gpusFree() - taken;
    return this;
  }

  private Fit chooseShared(NodeView node, Shape shape) {
    int best = -1;
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      boolean hasRoom =
          node.milliFree(slot) >= shape.shareMilli() && node.memoryFree(slot) >= shape.memory();
      if (hasRoom && (best < 0 || node.milliFree(slot) < node.milliFree(best))) {
        best = slot;
      }
    }
    slots = new int[] {best};
    milliLeft = node.milliFree(best) - shape.shareMilli();
    riseWatts = node.riseWatts(best);
    gpusFreeLeft = node.gpusFree() - (riseWatts > 0 ? 1 : 0);
    return this;
  }

  int[] slots() {
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
