package io.wattpack.core.policy;

import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.model.MigLayout;
import org.jspecify.annotations.Nullable;

/**
 * A node of which only GPUs and cores are known: open, untainted, neither joined nor cut, and
 * nothing else of it is counted. For light copies of a fleet.
 */
public interface PlainNodeView extends NodeView {
  @Override
  default long memoryFree(int slot) {
    return NOT_COUNTED;
  }

  @Override
  default int slicesUsed(int slot) {
    return 0;
  }

  @Override
  default MigLayout migLayout() {
    return MigLayout.NONE;
  }

  @Override
  default int sliceCount(int slot, int profile) {
    return 0;
  }

  @Override
  default boolean isOpen(int slot) {
    return true;
  }

  @Override
  default boolean isNodeOpen() {
    return true;
  }

  @Override
  default long taints(int slot) {
    return 0;
  }

  @Override
  default long nodeTaints() {
    return 0;
  }

  @Override
  default int linkedGpus() {
    return 1;
  }

  @Override
  default long hostMemoryFree() {
    return NOT_COUNTED;
  }

  @Override
  default int kindsHosted() {
    return 0;
  }

  @Override
  default long riseWatts(int slot) {
    return 0;
  }

  @Override
  default @Nullable CpuPackage cpuPackage() {
    return null;
  }
}
