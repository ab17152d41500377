package io.wattpack.core.sim;

import io.wattpack.core.event.Event;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.NodeStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which places are closed, as operators, sites and fleet edits said. */
final class PlaceCounts {
  private final Map<Place, PlaceClosed> closed = new LinkedHashMap<>();
  private final Set<NodeId> gone = new LinkedHashSet<>();
  private final Map<NodeId, Node> nodes = new LinkedHashMap<>();
  private final Map<NodeId, SiteId> sites = new LinkedHashMap<>();
  private Set<NodeId> givenUp = new LinkedHashSet<>();

  void enter(Event event) {
    switch (event) {
      case PlaceClosed place -> closed.put(place.place(), place);
      case NodeReadinessChanged node -> {
        if (node.isReady()) {
          gone.remove(node.node());
        } else {
          gone.add(node.node());
        }
      }
      default -> {
        // The others close nothing.
      }
    }
  }

  /** What the fleet no longer has is forgotten. */
  void inForce(Fleet fleet, List<NodeId> nodesGivenUp) {
    givenUp = new LinkedHashSet<>(nodesGivenUp);
    nodes.clear();
    sites.clear();
    Map<String, SiteId> siteOf = new LinkedHashMap<>();
    for (PowerDomain domain : fleet.powerDomains()) {
      siteOf.put(domain.id().value(), domain.site());
    }
    for (Node node : fleet.nodes()) {
      nodes.put(node.id(), node);
      SiteId site = siteOf.get(node.powerDomain().value());
      if (site != null) {
        sites.put(node.id(), site);
      }
    }
    gone.retainAll(nodes.keySet());
    Set<Place> places = new LinkedHashSet<>();
    fleet.sites().stream().map(Site::id).forEach(places::add);
    fleet.gpuContainers().stream().map(GpuContainer::id).forEach(places::add);
    places.addAll(nodes.keySet());
    closed.keySet().removeIf(place -> !places.contains(place) && !isSlot(place));
  }

  void forgetAllBut(FleetStatus status) {
    closed.values().retainAll(status.placement().closures());
    for (NodeStatus node : status.nodes()) {
      if (node.isReady()) {
        gone.remove(node.id());
      }
    }
  }

  private boolean isSlot(Place place) {
    if (!(place instanceof GpuId gpu)) {
      return false;
    }
    Node node = nodes.get(gpu.node());
    return node != null && gpu.slot() < node.gpuCount();
  }

  /** Whether work may start on the GPU at that moment. */
  boolean isOpen(Node node, int slot, EpochMillis at) {
    return !gone.contains(node.id())
        && closureOf(node, new GpuId(node.id(), slot), at) == Closure.OPEN;
  }

  /** Whether work without GPUs may start on the node at that moment. */
  boolean isOpen(Node node, EpochMillis at) {
    return !gone.contains(node.id()) && closureOf(node, null, at) == Closure.OPEN;
  }

  /** Whether what runs there must be told to stop. */
  boolean isDrained(ReplicaStart start, EpochMillis at) {
    for (HostBooking host : start.hosts()) {
      Node node = nodes.get(host.node());
      if (node != null && closureOf(node, null, at) == Closure.DRAINED) {
        return true;
      }
    }
    for (DeviceBooking device : start.devices()) {
      Node node = nodes.get(device.node());
      if (node != null
          && closureOf(node, new GpuId(node.id(), device.slot()), at) == Closure.DRAINED) {
        return true;
      }
    }
    return false;
  }

  private Closure closureOf(Node node, @Nullable GpuId gpu, EpochMillis at) {
    if (givenUp.contains(node.id())) {
      return Closure.DRAINED;
    }
    List<Place> holders = new ArrayList<>(List.of(node.gpuContainer(), node.id()));
    if (gpu != null) {
      holders.add(gpu);
    }
    SiteId site = sites.get(node.id());
    if (site != null) {
      holders.add(site);
    }
    Closure most = Closure.OPEN;
    for (Place holder : holders) {
      Closure closure = closureOf(holder, at);
      most = closure.compareTo(most) > 0 ? closure : most;
    }
    return most;
  }

  private Closure closureOf(Place place, EpochMillis at) {
    PlaceClosed event = closed.get(place);
    if (event == null || (event.until() != null && !event.until().isAfter(at))) {
      return Closure.OPEN;
    }
    return event.closure();
  }
}
