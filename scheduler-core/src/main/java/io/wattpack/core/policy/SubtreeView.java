package io.wattpack.core.policy;

/** What is free below one power domain, in counts: enough to say what the best node could be. */
public interface SubtreeView {
  /** No node of that kind. */
  int NONE = Integer.MAX_VALUE;

  /** Of the nodes with that GPU model and at least so many free GPUs, the fewest free ones. */
  int gpusFreeLeast(int gpuModel, int atLeast);

  /**
   * Of the GPUs of that model that are shared and have room for so many thousandths, the fewest
   * thousandths free, or somewhat less; {@link #NONE}: there is none.
   */
  int milliFreeLeast(int gpuModel, int atLeast);

  /** The least watts by which the first booking on a GPU of that model raises its domains. */
  long riseLeast(int gpuModel);
}
