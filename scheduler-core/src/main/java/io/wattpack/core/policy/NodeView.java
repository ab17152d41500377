package io.wattpack.core.policy;

import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.model.MigLayout;
import org.jspecify.annotations.Nullable;

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

  /** Memory slices of the GPU in that slot that hardware slices hold, as bits; 0: it is not cut. */
  int slicesUsed(int slot);

  /** Into which slices its GPUs can be cut. */
  MigLayout migLayout();

  /**
   * How many hardware slices of the profile, by its place in the layout, the GPU in that slot
   * holds.
   */
  int sliceCount(int slot, int profile);

  /** Whether work may start on the GPU in that slot: neither it nor what holds it is closed. */
  boolean isOpen(int slot);

  /** Whether work may start on the node, its GPUs apart. */
  boolean isNodeOpen();

  /** What taints the GPU in that slot, its node and all that holds it, as bits. */
  long taints(int slot);

  /** What taints the node and all that holds it, as bits. */
  long nodeTaints();

  /** GPUs that NVLink joins into one group, from slot 0; 1: none is joined. */
  int linkedGpus();

  /** Thousandths of a core that work may book; {@link #NOT_COUNTED}: not known. */
  long cpuMilli();

  /** Thousandths of a core that nothing holds; {@link #NOT_COUNTED}: not known. */
  long cpuMilliFree();

  /** Mebibytes of main memory that nothing holds; {@link #NOT_COUNTED}: not known. */
  long hostMemoryFree();

  /**
   * The kinds of GPU work on the node, as bits: bit 0 for shares and hardware slices, bit k for
   * members that hold k whole GPUs, 31 for more.
   */
  int kindsHosted();

  /** Watts that a booking in that slot would add. */
  long riseWatts(int slot);

  /** Watts of one GPU with nothing booked. */
  long gpuIdleWatts();

  /** Watts of one GPU with anything booked. */
  long gpuPeakWatts();

  /** What its processors draw; null: not known. */
  @Nullable CpuPackage cpuPackage();

  /** More than any work asks for. */
  long NOT_COUNTED = Integer.MAX_VALUE;
}
