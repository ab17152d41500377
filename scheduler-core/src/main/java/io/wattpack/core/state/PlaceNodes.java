package io.wattpack.core.state;

import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.SiteId;
import java.util.function.IntConsumer;

/** Which nodes a place stands for; never changes. */
final class PlaceNodes {
  private final Topology topology;
  private final NodeGroups siteNodes;
  private final NodeGroups boxNodes;

  /** Of a topology that knows its sites, GPU containers and nodes, and of where each node is. */
  PlaceNodes(Topology topology, int[] siteOfNode, int[] boxOfNode) {
    this.topology = topology;
    siteNodes = new NodeGroups(siteOfNode, topology.siteCount());
    boxNodes = new NodeGroups(boxOfNode, topology.gpuContainerCount());
  }

  boolean has(Place place) {
    return switch (place) {
      case SiteId site -> topology.siteIndexOf(site) >= 0;
      case GpuContainerId box -> topology.gpuContainerOf(box) >= 0;
      case NodeId node -> topology.nodeOf(node) >= 0;
      case GpuId gpu -> hasSlot(topology.nodeOf(gpu.node()), gpu.slot());
    };
  }

  private boolean hasSlot(int node, int slot) {
    return node >= 0 && slot >= 0 && slot < topology.node(node).gpuCount();
  }

  /** Visits the nodes that are the place, are in it, or have the GPU; the fleet has the place. */
  void forEach(Place place, IntConsumer visitor) {
    switch (place) {
      case SiteId site -> siteNodes.forEach(topology.siteIndexOf(site), visitor);
      case GpuContainerId box -> boxNodes.forEach(topology.gpuContainerOf(box), visitor);
      case NodeId node -> visitor.accept(topology.nodeOf(node));
      case GpuId gpu -> visitor.accept(topology.nodeOf(gpu.node()));
    }
  }
}
