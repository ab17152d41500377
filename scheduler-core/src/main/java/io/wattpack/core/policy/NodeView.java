package io.wattpack.core.policy;

/** The state of one node, and nothing else: what a cache per node class may rest on. */
public interface NodeView {
  /** Dense number of the GPU model of all its GPUs. */
  int gpuModel();

  int gpuCount();

  /** GPUs with nothing booked. */
  int gpusFree();

  /** Thousandths of the GPU in that slot that nothing holds. */
  int milliFree(int slot);

  /** Mebibytes of the GPU in that slot that nothing holds. */
  long memoryFree(int slot);

  /** Watts that a booking in that slot would add. */
  long riseWatts(int slot);
}
