package io.wattpack.core.policy.filter;

import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Room;
import io.wattpack.core.policy.Shape;

/**
 * Whole GPUs: as many must be free; a share: one GPU must have the thousandths and the memory; a
 * hardware slice: one GPU must be free or cut already.
 */
public final class FreeGpuFilter implements NodeFilter {
  @Override
  public String name() {
    return "free-gpu";
  }

  @Override
  public ReasonCode miss() {
    return ReasonCode.NO_FREE_GPU;
  }

  @Override
  public boolean admits(NodeView node, Shape shape) {
    if (shape.gpuCount() == 0) {
      return true;
    }
    if (shape.isWhole()) {
      return node.gpusFree() >= shape.gpuCount();
    }
    return shape.mig() == Shape.NO_MIG
        ? Room.has(node, shape, Room.Usable.ANY)
        : hasCutOrFree(node);
  }

  private static boolean hasCutOrFree(NodeView node) {
    if (node.gpusFree() > 0) {
      return true;
    }
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      if (node.slicesUsed(slot) != 0) {
        return true;
      }
    }
    return false;
  }
}
