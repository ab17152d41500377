package io.wattpack.core.sim;

import io.wattpack.core.model.Closure;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.Taint;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.NodeStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at every node of the fleet, one by one, for room: slow and simple, so that nothing can be
 * overlooked.
 */
final class RoomFinder {
  private final WorldCounts counts;
  private final EpochMillis at;
  private final Map<String, long[]> devices;
  private final Map<PowerDomainId, Long> headrooms = new LinkedHashMap<>();
  private final Map<NodeId, NodeStatus> told = new LinkedHashMap<>();

  RoomFinder(WorldCounts counts, EpochMillis at, FleetStatus status) {
    this.counts = counts;
    status.nodes().forEach(node -> told.put(node.id(), node));
    this.at = at;
    devices = counts.devices();
    Map<PowerDomainId, Long> ceilings = counts.ceilings();
    for (PowerDomain domain : counts.fleet().powerDomains()) {
      headrooms.put(domain.id(), counts.cap(domain, at) - ceilings.getOrDefault(domain.id(), 0L));
    }
  }

  /**
   * What one replica takes; an empty list of GPU models accepts any.
   *
   * @param rules where it may stand
   */
  record Shape(
      int gpus,
      GpuShare share,
      Mebibytes memory,
      List<GpuModelId> gpuModels,
      NodeNeeds needs,
      int members,
      PlacementRules rules) {
    /** Gangs, slices, links and spread limits are not looked for: there may be room nobody sees. */
    boolean isPlain() {
      return members == 1
          && needs.migProfile() == null
          && !needs.isLinked()
          && rules.spread().isEmpty();
    }
  }

  /** An open node that has the devices, and the watts at every level above it. */
  Optional<Node> nodeFor(Shape shape) {
    return shape.isPlain()
        ? counts.fleet().nodes().stream().filter(node -> hasRoom(node, shape)).findFirst()
        : Optional.empty();
  }

  private boolean hasRoom(Node node, Shape shape) {
    boolean accepts = shape.gpuModels().isEmpty() || shape.gpuModels().contains(node.gpuModel());
    if (!accepts
        || counts.gpuModel(node).memory().compareTo(shape.memory()) < 0
        || !isOpen(node.id())
        || isTainted(node, shape.rules())
        || !hasHost(node, shape.needs())) {
      return false;
    }
    int inUse = 0;
    int empty = 0;
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      if (isShut(node, slot, shape.rules())) {
        continue;
      }
      long[] booked = devices.get(node.id() + ":" + slot);
      if (!counts.places().isOpen(node, slot, at)) {
        continue;
      }
      if (booked == null) {
        empty++;
      } else if (fits(node, shape, booked)) {
        inUse++;
      }
    }
    int fresh = Math.max(0, shape.gpus() - inUse);
    return fresh <= empty && hasWatts(node, fresh);
  }

  private boolean isOpen(NodeId id) {
    NodeStatus node = told.get(id);
    return node != null && node.isReady() && node.closure() == Closure.OPEN;
  }

  /** Site and GPU container may be tainted as well; only where nothing is, is room sure. */
  private boolean isTainted(Node node, PlacementRules rules) {
    boolean isElsewhere =
        counts.fleet().sites().stream().anyMatch(site -> !site.taints().isEmpty())
            || counts.fleet().gpuContainers().stream().anyMatch(box -> !box.taints().isEmpty());
    return isElsewhere || isTainted(node, Taint.WHOLE_NODE, rules);
  }

  private static boolean isTainted(Node node, int slot, PlacementRules rules) {
    return node.taints().stream()
        .anyMatch(taint -> taint.slot() == slot && !rules.tolerations().contains(taint.key()));
  }

  private boolean isShut(Node node, int slot, PlacementRules rules) {
    NodeStatus status = told.get(node.id());
    return isTainted(node, slot, rules)
        || status == null
        || status.gpuClosures().get(slot) != Closure.OPEN
        || counts.slices().getOrDefault(node.id() + ":" + slot, List.of()).stream()
            .anyMatch(slice -> slice != null);
  }

  private boolean hasHost(Node node, NodeNeeds needs) {
    long[] booked = counts.hosts().getOrDefault(node.id(), new long[2]);
    Host host = node.host();
    return (host.cpuMilli() == 0 || booked[0] + needs.cpuMilli() <= host.cpuMilli())
        && (host.memory().value() == 0
            || booked[1] + needs.memory().value() <= host.memory().value());
  }

  private boolean fits(Node node, Shape shape, long[] booked) {
    return booked[0] + shape.share().milli() <= GpuShare.WHOLE_MILLI
        && booked[1] + shape.memory().value() <= counts.gpuModel(node).memory().value();
  }

  private boolean hasWatts(Node node, int fresh) {
    long rise = fresh * counts.deviceRise(node);
    return counts.atAndAbove(node.powerDomain()).stream()
        .allMatch(domain -> headrooms.getOrDefault(domain, 0L) >= rise);
  }
}
