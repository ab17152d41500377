package io.wattpack.core.policy;

/** What would be left of a node with the replica on it. */
public interface FitView {
  /** Thousandths left on the GPU that is shared; 0 for whole GPUs. */
  int milliLeft();

  /** GPUs of the node left with nothing booked. */
  int gpusFreeLeft();

  /** Watts by which the node's domains would rise. */
  long riseWatts();
}
