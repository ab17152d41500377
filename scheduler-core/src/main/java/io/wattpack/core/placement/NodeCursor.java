package io.wattpack.core.placement;

import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MigSlice;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.state.Closures;
import io.wattpack.core.state.Devices;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import org.jspecify.annotations.Nullable;

/** Shows one node after the other without making an object for each. */
final class NodeCursor implements NodeView {
  private final State state;
  private final Topology topology;
  private final Devices devices;
  private final Closures closures;
  private int node;
  private int firstGpu;
  private int model;

  NodeCursor(State state) {
    this.state = state;
    topology = state.topology();
    devices = state.devices();
    closures = state.closures();
  }

  NodeCursor at(int index) {
    node = index;
    firstGpu = topology.gpuFirst(index);
    model = topology.gpuModelOfNode(index);
    return this;
  }

  int node() {
    return node;
  }

  @Override
  public int gpuModel() {
    return model;
  }

  @Override
  public int gpuCount() {
    return topology.gpuFirst(node + 1) - firstGpu;
  }

  @Override
  public int gpusFree() {
    return devices.gpusFree(node);
  }

  @Override
  public int milliFree(int slot) {
    return devices.milliFree(firstGpu + slot);
  }

  @Override
  public long memoryFree(int slot) {
    return topology.gpuMemory(model) - devices.memoryBooked(firstGpu + slot);
  }

  @Override
  public int slicesUsed(int slot) {
    return devices.slicesUsed(firstGpu + slot);
  }

  @Override
  public MigLayout migLayout() {
    return sheet().mig();
  }

  @Override
  public int sliceCount(int slot, int profile) {
    String name = migLayout().profiles().get(profile).name();
    int count = 0;
    for (int replica : devices.residents(node)) {
      MigSlice slice = state.replicas().mig(replica);
      boolean isOne = slice != null && slice.profile().equals(name);
      count += isOne && state.replicas().gpus(replica)[0] == firstGpu + slot ? 1 : 0;
    }
    return count;
  }

  @Override
  public boolean isOpen(int slot) {
    return closures.isOpen(firstGpu + slot);
  }

  @Override
  public boolean isNodeOpen() {
    return closures.isNodeOpen(node);
  }

  @Override
  public long taints(int slot) {
    return topology.taintsOfGpu(node, slot);
  }

  @Override
  public long nodeTaints() {
    return topology.taintsOfNode(node);
  }

  @Override
  public int linkedGpus() {
    return topology.linkedGpus(node);
  }

  @Override
  public long cpuMilli() {
    return topology.cpuMilliOf(node);
  }

  @Override
  public long cpuMilliFree() {
    return devices.cpuMilliFree(node);
  }

  @Override
  public long hostMemoryFree() {
    return devices.hostMemoryFree(node);
  }

  @Override
  public int kindsHosted() {
    return state.kindsHosted(node);
  }

  @Override
  public long gpuIdleWatts() {
    return sheet().idle().value();
  }

  @Override
  public long gpuPeakWatts() {
    return sheet().peak().value();
  }

  private GpuModel sheet() {
    return topology.gpuModel(model);
  }

  @Override
  public @Nullable CpuPackage cpuPackage() {
    return topology.node(node).host().cpuPackage();
  }

  @Override
  public long riseWatts(int slot) {
    return devices.rise(firstGpu + slot);
  }
}
