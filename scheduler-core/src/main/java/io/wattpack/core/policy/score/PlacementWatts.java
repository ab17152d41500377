package io.wattpack.core.policy.score;

import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;

/**
 * Watts that a placement adds to a node by its data sheets: a GPU draws its full watts with
 * anything booked on it, a processor package with any of its cores in use.
 */
final class PlacementWatts {
  private static final int WHOLE = 1000;
  private static final int THREADS_PER_CORE_MILLI = 2000;

  private PlacementWatts() {}

  static int rise(NodeView node, Shape shape, int slot) {
    long gpu = (node.gpuPeakWatts() - node.gpuIdleWatts()) * gpusOpened(node, shape, slot);
    return (int) (gpu + cpuRise(node, shape.cpuMilli()));
  }

  /** Watts of the part of GPUs and processors that the work takes, as if each drew by its use. */
  static int share(NodeView node, Shape shape) {
    long watts = (node.gpuPeakWatts() - node.gpuIdleWatts()) * shape.demandMilli() / WHOLE;
    CpuPackage kind = node.cpuPackage();
    if (kind != null) {
      long each = Math.max(1, kind.threads()) * 1000L;
      watts += (kind.full().value() - kind.idle().value()) * shape.cpuMilli() / each;
    }
    return (int) watts;
  }

  private static int gpusOpened(NodeView node, Shape shape, int slot) {
    if (shape.gpuCount() == 0) {
      return 0;
    }
    return shape.isWhole() ? shape.gpuCount() : node.milliFree(slot) == WHOLE ? 1 : 0;
  }

  private static long cpuRise(NodeView node, long cpuMilli) {
    CpuPackage kind = node.cpuPackage();
    if (kind == null || cpuMilli == 0 || node.cpuMilli() == NodeView.NOT_COUNTED) {
      return 0;
    }
    long free = node.cpuMilliFree();
    long more = active(node, kind, free - cpuMilli) - active(node, kind, free);
    return more * (kind.full().value() - kind.idle().value());
  }

  /** Packages with a core in use, as work fills one after the other by whole cores. */
  private static long active(NodeView node, CpuPackage kind, long free) {
    long cores = Math.ceilDiv(node.cpuMilli(), THREADS_PER_CORE_MILLI);
    long coresFree = Math.floorDiv(free, THREADS_PER_CORE_MILLI);
    return Math.ceilDiv(cores - coresFree, Math.max(1, kind.threads() / 2));
  }
}
