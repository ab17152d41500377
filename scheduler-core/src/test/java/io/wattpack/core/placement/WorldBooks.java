package io.wattpack.core.placement;

import io.wattpack.core.model.Closure;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.Taint;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.ReplicaStart;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a world, word for word. Whatever is asked is counted from nothing each time;
 * nothing here is taken from the state.
 */
final class WorldBooks {
  private final TreeMap<Long, Running> running = new TreeMap<>();
  private final TreeMap<String, Limit> limits = new TreeMap<>();
  private final TreeMap<String, Closed> closures = new TreeMap<>();
  private final TreeSet<NodeId> gone = new TreeSet<>();
  private final TreeMap<SiteId, Integer> outside = new TreeMap<>();
  private final TreeMap<PowerDomainId, List<PowerDomain>> paths = new TreeMap<>();
  private Fleet fleet;
  private long now;

  record Running(ReplicaStart start, boolean isLeaving) {}

  private record Limit(long watts, long until) {}

  private record Closed(Closure closure, long until) {}

  WorldBooks(Fleet fleet) {
    this.fleet = fleet;
  }

  WorldBooks copy() {
    WorldBooks copy = new WorldBooks(fleet);
    copy.running.putAll(running);
    copy.limits.putAll(limits);
    copy.closures.putAll(closures);
    copy.gone.addAll(gone);
    copy.outside.putAll(outside);
    copy.paths.putAll(paths);
    copy.now = now;
    return copy;
  }

  void fleet(Fleet next) {
    paths.clear();
    fleet = next;
  }

  void moveTo(long moment) {
    now = moment;
  }

  void start(ReplicaStart start) {
    running.put(start.replica().value(), new Running(start, false));
  }

  void leave(long replica) {
    running.computeIfPresent(replica, (number, known) -> new Running(known.start(), true));
  }

  void end(long replica) {
    running.remove(replica);
  }

  void limit(PowerDomainId domain, @Nullable Long watts, long until) {
    if (watts == null) {
      limits.remove(domain.value());
    } else {
      limits.put(domain.value(), new Limit(watts, until));
    }
  }

  void observe(SiteId site, int outsideMilliCelsius) {
    outside.put(site, outsideMilliCelsius);
  }

  void close(Place place, Closure closure, long until) {
    closures.put(keyOf(place), new Closed(closure, until));
  }

  void ready(NodeId node, boolean isReady) {
    if (isReady) {
      gone.remove(node);
    } else {
      gone.add(node);
    }
  }

  /** A node that is no longer listed takes what was said of it along. */
  void forget(NodeId node) {
    gone.remove(node);
    closures
        .keySet()
        .removeIf(
            key ->
                key.equals("node " + node.value()) || key.startsWith("gpu " + node.value() + ":"));
  }

  private static String keyOf(Place place) {
    return switch (place) {
      case SiteId site -> "site " + site.value();
      case GpuContainerId box -> "box " + box.value();
      case NodeId node -> "node " + node.value();
      case GpuId gpu -> "gpu " + gpu;
    };
  }

  Fleet fleet() {
    return fleet;
  }

  long now() {
    return now;
  }

  TreeMap<Long, Running> running() {
    return running;
  }

  boolean isGone(NodeId node) {
    return gone.contains(node);
  }

  GpuModel modelOf(Node node) {
    return fleet.gpuModels().stream()
        .filter(model -> model.id().equals(node.gpuModel()))
        .findFirst()
        .orElseThrow();
  }

  Node node(NodeId id) {
    return fleet.nodes().stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
  }

  /** The domain and all that feed it, from below. */
  List<PowerDomain> above(PowerDomainId id) {
    return paths.computeIfAbsent(id, this::pathFrom);
  }

  private List<PowerDomain> pathFrom(PowerDomainId id) {
    List<PowerDomain> path = new ArrayList<>();
    PowerDomainId next = id;
    while (next != null) {
      PowerDomainId wanted = next;
      PowerDomain found =
          fleet.powerDomains().stream()
              .filter(domain -> domain.id().equals(wanted))
              .findFirst()
              .orElseThrow();
      path.add(found);
      next = found.parent();
    }
    return path;
  }

  SiteId siteOf(Node node) {
    return above(node.powerDomain()).getLast().site();
  }

  boolean isNodeOpen(Node node) {
    return !gone.contains(node.id())
        && isOpen(node.id())
        && isOpen(node.gpuContainer())
        && isOpen(siteOf(node));
  }

  boolean isOpen(Node node, int slot) {
    return isNodeOpen(node) && isOpen(new GpuId(node.id(), slot));
  }

  private boolean isOpen(Place place) {
    Closed closed = closures.get(keyOf(place));
    return closed == null || closed.closure() == Closure.OPEN || now >= closed.until();
  }

  /** Keys of the taints of the node and what holds it, and of the GPU; slot -1: of no GPU. */
  TreeSet<String> taints(Node node, int slot) {
    TreeSet<String> keys = new TreeSet<>();
    fleet.sites().stream()
        .filter(site -> site.id().equals(siteOf(node)))
        .forEach(site -> keys.addAll(site.taints()));
    fleet.gpuContainers().stream()
        .filter(box -> box.id().equals(node.gpuContainer()))
        .forEach(box -> keys.addAll(box.taints()));
    for (Taint taint : node.taints()) {
      if (taint.slot() == Taint.WHOLE_NODE || taint.slot() == slot) {
        keys.add(taint.key());
      }
    }
    return keys;
  }

  List<DeviceBooking> bookings(Node node, int slot) {
    List<DeviceBooking> found = new ArrayList<>();
    for (Running one : running.values()) {
      for (DeviceBooking device : one.start().devices()) {
        if (device.slot() == slot && device.node().equals(node.id())) {
          found.add(device);
        }
      }
    }
    return found;
  }

  List<HostBooking> hosted(Node node) {
    return running.values().stream()
        .flatMap(one -> one.start().hosts().stream())
        .filter(host -> host.node().equals(node.id()))
        .toList();
  }

  /** As {@link io.wattpack.core.policy.NodeView#kindsHosted}. */
  int kinds(Node node) {
    int kinds = 0;
    for (Running one : running.values()) {
      boolean isHere = one.start().hosts().stream().anyMatch(host -> host.node().equals(node.id()));
      int gpus = one.start().gpusPerMember();
      if (isHere && gpus > 0) {
        boolean isPart = one.start().devices().getFirst().share().milli() < 1000;
        kinds |= isPart ? 1 : 1 << Math.min(gpus, 31);
      }
    }
    return kinds;
  }

  /** The nodes of the members of the pool that were not told to stop. */
  List<Node> members(PoolId pool) {
    return running.values().stream()
        .filter(one -> !one.isLeaving() && one.start().owner().equals(pool))
        .flatMap(one -> one.start().hosts().stream())
        .map(host -> node(host.node()))
        .toList();
  }

  /** The nodes of the first members of the pool's replicas that were not told to stop. */
  List<Node> replicas(PoolId pool) {
    return running.values().stream()
        .filter(one -> !one.isLeaving() && one.start().owner().equals(pool))
        .map(one -> node(one.start().node()))
        .toList();
  }

  /** Watts below the cap of each domain; with hope, as if all that was told to stop were gone. */
  TreeMap<PowerDomainId, Long> headrooms(boolean hasHope) {
    TreeMap<PowerDomainId, Long> left = new TreeMap<>();
    for (PowerDomain domain : fleet.powerDomains()) {
      left.put(domain.id(), capOf(domain) - domain.base().value());
    }
    for (Node node : fleet.nodes()) {
      long drawn = drawn(node, hasHope);
      above(node.powerDomain()).forEach(domain -> left.merge(domain.id(), -drawn, Long::sum));
    }
    for (GpuContainer box : fleet.gpuContainers()) {
      if (box.cooling() != null) {
        long drawn = cooling(box, itWatts(box, hasHope));
        above(box.cooling().powerDomain())
            .forEach(domain -> left.merge(domain.id(), -drawn, Long::sum));
      }
    }
    return left;
  }

  GpuContainer boxOf(Node node) {
    return fleet.gpuContainers().stream()
        .filter(box -> box.id().equals(node.gpuContainer()))
        .findFirst()
        .orElseThrow();
  }

  /** What its servers draw; with hope, as if all that was told to stop were gone. */
  long itWatts(GpuContainer box, boolean hasHope) {
    return fleet.nodes().stream()
        .filter(node -> node.gpuContainer().equals(box.id()))
        .mapToLong(node -> drawn(node, hasHope))
        .sum();
  }

  /** What cooling draws for so many IT watts. */
  long cooling(GpuContainer box, long watts) {
    GpuContainerCooling sheet = box.cooling();
    if (sheet == null) {
      return 0;
    }
    long warmer = Math.max(0, outsideOf(box) - sheet.fromMilliCelsius());
    long millionths = 1000L * sheet.excessPermille() + warmer * sheet.excessPermillePerKelvin();
    return -Math.floorDiv(-watts * Math.min(millionths, 3_000_000), 1_000_000);
  }

  private int outsideOf(GpuContainer box) {
    return outside.getOrDefault(above(box.powerDomain()).getLast().site(), 30_000);
  }

  /** What the domain may draw for the heat of the box that is alone under it. */
  private long heatLimit(PowerDomain domain) {
    for (GpuContainer box : fleet.gpuContainers()) {
      GpuContainerCooling sheet = box.cooling();
      if (sheet != null && sheet.heatCapacity() != null && box.powerDomain().equals(domain.id())) {
        long hotter = Math.max(0, outsideOf(box) - sheet.ratedMilliCelsius());
        long kept = Math.max(0, 1_000_000 - hotter * sheet.lossPermillePerKelvin());
        long capacity = sheet.heatCapacity().value() * kept / 1_000_000;
        boolean isHere = sheet.powerDomain().equals(domain.id());
        return capacity + (isHere ? cooling(box, capacity) : 0);
      }
    }
    return Long.MAX_VALUE;
  }

  private long capOf(PowerDomain domain) {
    long cap = domain.rating().value() * domain.continuousPermille() / 1000;
    cap = Math.min(cap, heatLimit(domain));
    Limit limit = limits.get(domain.id().value());
    if (limit != null && now < limit.until()) {
      cap = Math.min(cap, limit.watts());
    }
    return Math.max(0, cap - domain.reserve().value());
  }

  private long drawn(Node node, boolean hasHope) {
    long watts = baseOf(node, modelOf(node));
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      watts += isDrawing(node, slot, hasHope) ? riseOf(node, modelOf(node)) : 0;
    }
    return watts;
  }

  private boolean isDrawing(Node node, int slot, boolean hasHope) {
    for (Running one : running.values()) {
      for (DeviceBooking device : one.start().devices()) {
        boolean isIt = device.slot() == slot && device.node().equals(node.id());
        if (isIt && !(hasHope && one.isLeaving())) {
          return true;
        }
      }
    }
    return false;
  }

  static long baseOf(Node node, GpuModel model) {
    return node.base().value() + node.gpuCount() * withFans(node, model.idle().value());
  }

  static long riseOf(Node node, GpuModel model) {
    return withFans(node, model.peak().value() - model.idle().value());
  }

  private static long withFans(Node node, long watts) {
    return Math.ceilDiv(watts * (1000 + node.overheadPermille()), 1000);
  }
}
