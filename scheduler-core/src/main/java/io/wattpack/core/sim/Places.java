package io.wattpack.core.sim;

import io.wattpack.core.model.Closure;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.Taint;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The places of the fleet by id, as the fleet declares them and the state closes them. */
final class Places {
  private final Fleet fleet;
  private final Map<NodeId, NodeStatus> told = new TreeMap<>();
  private final Map<NodeId, Node> nodes = new TreeMap<>();
  private final Map<PowerDomainId, PowerDomain> domains = new TreeMap<>();

  Places(Fleet fleet, FleetStatus status) {
    this.fleet = fleet;
    status.nodes().forEach(node -> told.put(node.id(), node));
    fleet.nodes().forEach(node -> nodes.put(node.id(), node));
    fleet.powerDomains().forEach(domain -> domains.put(domain.id(), domain));
  }

  NodeStatus status(NodeId id) {
    NodeStatus node = told.get(id);
    if (node == null) {
      throw new BrokenPromise("Something stands on node %s, which is unknown.".formatted(id));
    }
    return node;
  }

  private Node node(NodeId id) {
    Node node = nodes.get(id);
    if (node == null) {
      throw new BrokenPromise("Something stands on node %s, which is unknown.".formatted(id));
    }
    return node;
  }

  boolean isOpen(DeviceBooking device, WorldCounts counts, FleetStatus status) {
    return counts.places().isOpen(node(device.node()), device.slot(), status.at());
  }

  boolean isDrained(ReplicaStart start) {
    return start.hosts().stream().anyMatch(host -> status(host.node()).closure() == Closure.DRAINED)
        || start.devices().stream()
            .anyMatch(
                device ->
                    status(device.node()).gpuClosures().get(device.slot()) == Closure.DRAINED);
  }

  boolean tolerates(PlacementRules rules, NodeId id, int slot) {
    Node node = node(id);
    List<String> taints = new ArrayList<>(box(node).taints());
    taints.addAll(site(node).taints());
    for (Taint taint : node.taints()) {
      if (taint.slot() == slot || taint.slot() == Taint.WHOLE_NODE) {
        taints.add(taint.key());
      }
    }
    return rules.tolerations().containsAll(taints);
  }

  /** Null: there is nothing of the level above the node. */
  @Nullable String thingOf(NodeId id, SpreadLevel level) {
    Node node = node(id);
    if (level.domainKind() == null) {
      return switch (level) {
        case NODE -> id.value();
        case GPU_CONTAINER -> node.gpuContainer().value();
        default -> site(node).id().value();
      };
    }
    PowerDomain domain = domains.get(node.powerDomain());
    while (domain != null && domain.kind() != level.domainKind()) {
      domain = domain.parent() == null ? null : domains.get(domain.parent());
    }
    return domain == null ? null : domain.id().value();
  }

  private GpuContainer box(Node node) {
    return fleet.gpuContainers().stream()
        .filter(box -> box.id().equals(node.gpuContainer()))
        .findFirst()
        .orElseThrow();
  }

  private Site site(Node node) {
    PowerDomain domain = domains.get(node.powerDomain());
    return fleet.sites().stream()
        .filter(site -> domain != null && site.id().equals(domain.site()))
        .findFirst()
        .orElseThrow();
  }
}
