package io.wattpack.core.placement;

import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.Node;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the state of a node as a row of numbers: what hardware it is, what is free of its host,
 * and two numbers for each GPU. Equal rows mean equal answers of every policy.
 */
final class NodeRows {
  private static final int HEAD = 5;
  private static final int PER_GPU = 2;
  private static final int MILLI_BITS = 10;
  private static final int SLICE_BITS = 8;

  private final boolean readsKinds;
  private final NodeCursor cursor;
  private final int[] hardware;
  private final int width;

  /** Everything of a node that does not change. */
  private record Hardware(
      GpuModel model, int gpus, int linked, List<Long> figures, List<Long> taints, Object cpu) {}

  NodeRows(State state, boolean readsKinds) {
    this.readsKinds = readsKinds;
    cursor = new NodeCursor(state);
    Topology topology = state.topology();
    hardware = new int[topology.nodeCount()];
    Map<Hardware, Integer> kinds = new LinkedHashMap<>();
    int gpusMost = 0;
    for (int node = 0; node < hardware.length; node++) {
      Hardware kind = hardwareOf(topology, node);
      hardware[node] = kinds.computeIfAbsent(kind, unknown -> kinds.size());
      gpusMost = Math.max(gpusMost, kind.gpus());
    }
    width = HEAD + PER_GPU * gpusMost;
  }

  private static Hardware hardwareOf(Topology topology, int index) {
    Node node = topology.node(index);
    List<Long> taints = new ArrayList<>(List.of(topology.taintsOfNode(index)));
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      taints.add(topology.taintsOfGpu(index, slot));
    }
    List<Long> figures =
        List.of(
            topology.cpuMilliOf(index), topology.hostMemoryOf(index), topology.riseOfNode(index));
    return new Hardware(
        topology.gpuModel(topology.gpuModelOfNode(index)),
        node.gpuCount(),
        node.linkedGpus(),
        figures,
        taints,
        String.valueOf(node.host().cpuPackage()));
  }

  int width() {
    return width;
  }

  void read(int node, int[] row) {
    NodeView view = cursor.at(node);
    int gpus = view.gpuCount();
    row[0] = hardware[node];
    row[1] = (int) view.cpuMilliFree();
    row[2] = (int) view.hostMemoryFree();
    row[3] = view.isNodeOpen() ? 1 : 0;
    row[4] = readsKinds ? view.kindsHosted() : 0;
    int at = HEAD;
    for (int slot = 0; slot < gpus; slot++) {
      row[at++] = gpu(view, slot);
      row[at++] = (int) view.memoryFree(slot);
    }
    while (at < width) {
      row[at++] = 0;
    }
  }

  /** Thousandths, slices, whether it is open and how many scarce slices it holds, in one number. */
  private static int gpu(NodeView view, int slot) {
    int slices = view.slicesUsed(slot);
    int packed = view.milliFree(slot) | slices << MILLI_BITS;
    packed |= (view.isOpen(slot) ? 1 : 0) << (MILLI_BITS + SLICE_BITS);
    return slices == 0 ? packed : packed | scarce(view, slot) << (MILLI_BITS + SLICE_BITS + 1);
  }

  private static int scarce(NodeView view, int slot) {
    int count = 0;
    for (int profile = 0; profile < view.migLayout().profiles().size(); profile++) {
      if (view.migLayout().profiles().get(profile).countMax() == 1) {
        count = 2 * count + view.sliceCount(slot, profile);
      }
    }
    return count;
  }
}
