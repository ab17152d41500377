package io.wattpack.api.learn;

import io.wattpack.core.learn.WorkShape;
import io.wattpack.core.learn.WorkloadMix;

/**
 * The rough form of a mix, by which drift is measured.
 *
 * <p>Exact shapes would not do: where each tenant asks for another number of cores, two samples of
 * the same work have hardly a shape in common. And a shape weighs by the GPUs it asks for: a few
 * more tasks of eight GPUs change what is worth keeping whole, a few more of a tenth do not.
 */
final class MixForm {
  private static final int SHARE_STEP = 250;

  private MixForm() {}

  static WorkloadMix of(Iterable<WorkShape> work) {
    WorkloadMix.Counter counter = new WorkloadMix.Counter();
    for (WorkShape shape : work) {
      WorkShape rough = rough(shape);
      counter.add(rough, weight(rough));
    }
    return counter.mix();
  }

  /** Cores and counts in powers of two, shares in quarters of a GPU, models as they are. */
  private static WorkShape rough(WorkShape shape) {
    return new WorkShape(
        Long.highestOneBit(shape.cpuMilli()),
        0,
        shape.gpuCount() < 2 ? shape.gpuCount() : 2 * Integer.highestOneBit(shape.gpuCount() - 1),
        Math.ceilDiv(shape.shareMilli(), SHARE_STEP) * SHARE_STEP,
        shape.gpuModels());
  }

  private static int weight(WorkShape shape) {
    return (int) Math.max(1, Math.ceilDiv(shape.demandMilli(), SHARE_STEP));
  }
}
