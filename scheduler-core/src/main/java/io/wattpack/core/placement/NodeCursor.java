package io.wattpack.core.placement;

import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.state.State;
import org.jspecify.annotations.Nullable;

/** Shows one node after the other without making an object for each. */
final class NodeCursor implements NodeView {
  private final State state;
  private int node;
  private int firstGpu;

  NodeCursor(State state) {
    this.state = state;
  }

  NodeCursor at(int index) {
    node = index;
    firstGpu = state.topology().gpuFirst(index);
    return this;
  }

  int node() {
    return node;
  }

  @Override
  public int gpuModel() {
    return state.topology().gpuModelOfNode(node);
  }

  @Override
  public int gpuCount() {
    return state.topology().gpuFirst(node + 1) - firstGpu;
  }

  @Override
  public int gpusFree() {
    return state.devices().gpusFree(node);
  }

  @Override
  public int milliFree(int slot) {
    return state.devices().milliFree(firstGpu + slot);
  }

  @Override
  public long memoryFree(int slot) {
    long size = state.topology().gpuModel(gpuModel()).memory().value();
    return size - state.devices().memoryBooked(firstGpu + slot);
  }

  @Override
  public int slicesUsed(int slot) {
    return state.devices().slicesUsed(firstGpu + slot);
  }

  @Override
  public boolean isOpen(int slot) {
    return state.closures().isOpen(firstGpu + slot);
  }

  @Override
  public int linkedGpus() {
    return state.topology().node(node).linkedGpus();
  }

  @Override
  public long cpuMilli() {
    return state.topology().cpuMilliOf(node);
  }

  @Override
  public long cpuMilliFree() {
    return state.devices().cpuMilliFree(node);
  }

  @Override
  public long hostMemoryFree() {
    return state.devices().hostMemoryFree(node);
  }

  @Override
  public int kindsHosted() {
    return state.kindsHosted(node);
  }

  @Override
  public long gpuIdleWatts() {
    return state.topology().gpuModel(gpuModel()).idle().value();
  }

  @Override
  public long gpuPeakWatts() {
    return state.topology().gpuModel(gpuModel()).peak().value();
  }

  @Override
  public @Nullable CpuPackage cpuPackage() {
    return state.topology().node(node).host().cpuPackage();
  }

  @Override
  public long riseWatts(int slot) {
    return state.devices().rise(firstGpu + slot);
  }
}
