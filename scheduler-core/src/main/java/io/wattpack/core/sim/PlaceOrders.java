package io.wattpack.core.sim;

import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.NodeStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What operators ordered about places and sites said of nodes, from the inputs alone. Of a place
 * that was missing in some fleet nothing is known any more.
 */
final class PlaceOrders {
  private final Map<String, PlaceClosed> closures = new TreeMap<>();
  private final Set<NodeId> gone = new TreeSet<>();

  void close(PlaceClosed closed) {
    closures.put(key(closed.place()), closed);
  }

  void ready(NodeReadinessChanged changed) {
    if (changed.isReady()) {
      gone.remove(changed.node());
    } else {
      gone.add(changed.node());
    }
  }

  /** Forgets what that fleet has not. */
  void keep(Fleet fleet) {
    closures.values().removeIf(closed -> !has(fleet, closed.place()));
    gone.removeIf(node -> !has(fleet, node));
  }

  private static boolean has(Fleet fleet, Place place) {
    return switch (place) {
      case SiteId id -> fleet.sites().stream().anyMatch(site -> site.id().equals(id));
      case GpuContainerId id -> fleet.gpuContainers().stream().anyMatch(box -> box.id().equals(id));
      case NodeId id -> fleet.nodes().stream().anyMatch(node -> node.id().equals(id));
      case GpuId gpu ->
          fleet.nodes().stream()
              .anyMatch(node -> node.id().equals(gpu.node()) && gpu.slot() < node.gpuCount());
    };
  }

  /** What was ordered holds, and what holds was ordered. */
  void check(FleetStatus status) {
    for (PlaceClosed closed : closures.values()) {
      if (isInForce(closed, status.at()) && !status.placement().closures().contains(closed)) {
        throw new BrokenPromise(
            "The order %s holds, but the state closes only %s."
                .formatted(closed, status.placement().closures()));
      }
    }
    for (PlaceClosed closed : status.placement().closures()) {
      PlaceClosed ordered = closures.get(key(closed.place()));
      if (ordered != null && !ordered.equals(closed)) {
        throw new BrokenPromise("Nobody ordered %s but %s.".formatted(closed, ordered));
      }
    }
    status.nodes().forEach(this::checkGone);
  }

  private void checkGone(NodeStatus node) {
    if (gone.contains(node.id()) && node.isReady()) {
      throw new BrokenPromise(
          "Node %s is gone, but the state calls it ready.".formatted(node.id()));
    }
  }

  private static boolean isInForce(PlaceClosed closed, EpochMillis at) {
    return closed.closure() != Closure.OPEN
        && (closed.until() == null || closed.until().isAfter(at));
  }

  private static String key(Place place) {
    return place.getClass().getSimpleName() + " " + place;
  }
}
