package io.wattpack.core.placement;

import io.wattpack.core.explain.NearMiss.Lack;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.units.GpuShare;

/** Measures by how much a node misses a shape. */
final class Lacks {
  private final NodeView node;
  private long amount;

  Lacks(NodeView node) {
    this.node = node;
  }

  /** What is lacking when the filter of that reason is the first to rule the node out. */
  Lack what(ReasonCode miss, Shape shape) {
    return switch (miss) {
      case NO_FREE_GPU -> gpu(shape);
      case NO_LINKED_GPUS -> linked(shape);
      case NO_FREE_MEMORY -> by(shape.hostMemory() - node.hostMemoryFree(), Lack.HOST_MEMORY);
      case NO_FREE_CPU -> by(shape.cpuMilli() - node.cpuMilliFree(), Lack.CPU_MILLI);
      case NO_FREE_SLICE -> by(0, Lack.SLICE);
      case TAINTED -> by(0, Lack.TOLERATION);
      case CORDONED -> by(0, Lack.OPEN_PLACE);
      default -> by(shape.gpuCount() - node.gpuCount(), Lack.GPU_MODEL);
    };
  }

  /** How much, of what was found last. */
  long amount() {
    return amount;
  }

  private Lack by(long much, Lack lack) {
    amount = Math.max(0, much);
    return lack;
  }

  private Lack gpu(Shape shape) {
    if (shape.isWhole()) {
      int missing = shape.gpuCount() - node.gpusFree();
      return by((long) missing * GpuShare.WHOLE_MILLI, Lack.GPU_MILLI);
    }
    long milli = Long.MAX_VALUE;
    long memory = Long.MAX_VALUE;
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      int missing = shape.shareMilli() - node.milliFree(slot);
      milli = Math.min(milli, missing);
      memory = missing <= 0 ? Math.min(memory, shape.memory() - node.memoryFree(slot)) : memory;
    }
    return milli > 0 ? by(milli, Lack.GPU_MILLI) : by(memory, Lack.GPU_MEMORY);
  }

  private Lack linked(Shape shape) {
    int most = 0;
    for (int first = 0; first < node.gpuCount(); first += node.linkedGpus()) {
      int free = 0;
      int end = Math.min(node.gpuCount(), first + node.linkedGpus());
      for (int slot = first; slot < end; slot++) {
        free += node.milliFree(slot) == GpuShare.WHOLE_MILLI ? 1 : 0;
      }
      most = Math.max(most, free);
    }
    return by(shape.gpuCount() - most, Lack.LINKED_GPUS);
  }
}
