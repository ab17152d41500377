package io.wattpack.core.policy;

import io.wattpack.core.model.MigProfile;
import io.wattpack.core.units.GpuShare;

/** Whether the GPUs of a node have room for a shape, by what is asked of each GPU. */
public final class Room {
  private Room() {}

  /** Which GPUs may be used at all. */
  public enum Usable {
    /** Every one. */
    ANY {
      @Override
      boolean is(NodeView node, Shape shape, int slot) {
        return true;
      }
    },
    /** Those whose taints the shape tolerates. */
    TOLERATED {
      @Override
      boolean is(NodeView node, Shape shape, int slot) {
        return (node.taints(slot) & ~shape.tolerated()) == 0;
      }
    },
    /** Those, and not closed. */
    OPEN {
      @Override
      boolean is(NodeView node, Shape shape, int slot) {
        return node.isOpen(slot) && TOLERATED.is(node, shape, slot);
      }
    };

    abstract boolean is(NodeView node, Shape shape, int slot);
  }

  /** Whether one member of the shape has room. */
  public static boolean has(NodeView node, Shape shape, Usable usable) {
    if (shape.gpuCount() == 0) {
      return usable == Usable.ANY || isNodeUsable(node, shape, usable);
    }
    if (shape.isWhole()) {
      return shape.isLinked()
          ? linkedGroup(node, shape, usable) >= 0
          : hasWhole(node, shape, usable);
    }
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      if (takes(node, shape, slot, usable)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNodeUsable(NodeView node, Shape shape, Usable usable) {
    boolean isTolerated = (node.nodeTaints() & ~shape.tolerated()) == 0;
    return isTolerated && (usable == Usable.TOLERATED || node.isNodeOpen());
  }

  private static boolean hasWhole(NodeView node, Shape shape, Usable usable) {
    if (node.gpusFree() < shape.gpuCount()) {
      return false;
    }
    int left = shape.gpuCount();
    for (int slot = 0; slot < node.gpuCount() && left > 0; slot++) {
      left -= isFree(node, shape, slot, usable) ? 1 : 0;
    }
    return left == 0;
  }

  /** Whether nothing is booked on the GPU and it may be used. */
  public static boolean isFree(NodeView node, Shape shape, int slot, Usable usable) {
    return node.milliFree(slot) == GpuShare.WHOLE_MILLI && usable.is(node, shape, slot);
  }

  /** The NVLink group with fewest free GPUs that are enough; negative: there is none. */
  public static int linkedGroup(NodeView node, Shape shape, Usable usable) {
    int best = -1;
    int fewest = Integer.MAX_VALUE;
    for (int first = 0; first < node.gpuCount(); first += node.linkedGpus()) {
      int free = freeInGroup(node, shape, first, usable);
      if (free >= shape.gpuCount() && free < fewest) {
        best = first / node.linkedGpus();
        fewest = free;
      }
    }
    return best;
  }

  private static int freeInGroup(NodeView node, Shape shape, int first, Usable usable) {
    int free = 0;
    int end = Math.min(node.gpuCount(), first + node.linkedGpus());
    for (int slot = first; slot < end; slot++) {
      free += isFree(node, shape, slot, usable) ? 1 : 0;
    }
    return free;
  }

  /** Whether the GPU has room for a share or hardware slice. */
  public static boolean takes(NodeView node, Shape shape, int slot, Usable usable) {
    if (!usable.is(node, shape, slot)) {
      return false;
    }
    return shape.mig() == Shape.NO_MIG
        ? node.slicesUsed(slot) == 0
            && node.milliFree(slot) >= shape.shareMilli()
            && node.memoryFree(slot) >= shape.memory()
        : Slices.start(node, slot, profile(node, shape)) >= 0;
  }

  /** The profile of the hardware slice it asks for. */
  public static MigProfile profile(NodeView node, Shape shape) {
    return node.migLayout().profiles().get(shape.mig());
  }

  /** How many members of the shape, each of whole GPUs or none, have room side by side. */
  public static int members(NodeView node, Shape shape, int most) {
    long count = most;
    if (shape.cpuMilli() > 0) {
      count = Math.min(count, node.cpuMilliFree() / shape.cpuMilli());
    }
    if (shape.hostMemory() > 0) {
      count = Math.min(count, node.hostMemoryFree() / shape.hostMemory());
    }
    if (shape.gpuCount() == 0) {
      return has(node, shape, Usable.OPEN) ? (int) count : 0;
    }
    return (int) Math.min(count, membersByGpus(node, shape));
  }

  private static int membersByGpus(NodeView node, Shape shape) {
    int group = shape.isLinked() ? node.linkedGpus() : node.gpuCount();
    int members = 0;
    for (int first = 0; first < node.gpuCount(); first += group) {
      int free = 0;
      for (int slot = first; slot < Math.min(node.gpuCount(), first + group); slot++) {
        free += isFree(node, shape, slot, Usable.OPEN) ? 1 : 0;
      }
      members += free / shape.gpuCount();
    }
    return members;
  }
}
