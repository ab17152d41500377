package io.wattpack.core.placement;

import io.wattpack.core.policy.NodeView;
import io.wattpack.core.state.State;

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
  public long riseWatts(int slot) {
    return state.devices().rise(firstGpu + slot);
  }
}
