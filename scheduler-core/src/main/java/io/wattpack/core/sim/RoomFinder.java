package io.wattpack.core.sim;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.Taint;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks at every node of the fleet, one by one, for room: slow and simple, so that nothing can be
 * overlooked.
 */
final class RoomFinder {
  private final WorldCounts counts;
  private final EpochMillis at;
  private final Map<String, long[]> devices;
  private final Map<String, List<DeviceBooking>> bookings;
  private final Map<NodeId, long[]> hosts;
  private final Map<PowerDomainId, Long> headrooms = new LinkedHashMap<>();

  RoomFinder(WorldCounts counts, EpochMillis at) {
    this.counts = counts;
    this.at = at;
    devices = counts.booked().devices();
    bookings = counts.booked().bookings();
    hosts = counts.booked().hosts();
    Map<PowerDomainId, Long> ceilings = counts.ceilings();
    for (PowerDomain domain : counts.fleet().powerDomains()) {
      headrooms.put(domain.id(), counts.ahead().headroom(domain, at, ceilings));
    }
  }

  /**
   * What a replica of one member takes; an empty list of GPU models accepts any.
   *
   * @param owner the pool or job that its spread limits count by
   */
  record Shape(
      ReplicaOwner owner,
      int gpus,
      GpuShare share,
      Mebibytes memory,
      List<GpuModelId> gpuModels,
      NodeNeeds needs,
      PlacementRules rules) {}

  /** A node that has the devices, and the watts at every level above it. */
  Optional<Node> nodeFor(Shape shape) {
    return counts.fleet().nodes().stream().filter(node -> hasRoom(node, shape)).findFirst();
  }

  private boolean hasRoom(Node node, Shape shape) {
    boolean accepts = shape.gpuModels().isEmpty() || shape.gpuModels().contains(node.gpuModel());
    boolean hasMemory = counts.gpuModel(node).memory().compareTo(shape.memory()) >= 0;
    return accepts
        && (hasMemory || shape.gpus() == 0 || shape.needs().migProfile() != null)
        && hasHost(node, shape.needs())
        && isWithinLimits(node, shape)
        && hasGpus(node, shape);
  }

  private boolean hasHost(Node node, NodeNeeds needs) {
    long[] booked = hosts.getOrDefault(node.id(), new long[2]);
    long cores = node.host().cpuMilli();
    long memory = node.host().memory().value();
    return (cores == 0 || cores - booked[0] >= needs.cpuMilli())
        && (memory == 0 || memory - booked[1] >= needs.memory().value());
  }

  private boolean isWithinLimits(Node node, Shape shape) {
    List<Node> members = counts.membersOf(shape.owner());
    return shape.rules().spread().stream()
        .allMatch(limit -> countAt(node, limit, members) < limit.replicasMax());
  }

  private long countAt(Node node, SpreadLimit limit, List<Node> members) {
    String thing = thingOf(node, limit.level());
    return thing.isEmpty()
        ? 0
        : members.stream().filter(member -> thingOf(member, limit.level()).equals(thing)).count();
  }

  private boolean hasGpus(Node node, Shape shape) {
    if (shape.gpus() == 0) {
      return counts.places().isOpen(node, at)
          && shape.rules().tolerations().containsAll(taints(node, -1))
          && hasWatts(node, 0);
    }
    List<Integer> usable = new ArrayList<>();
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      if (counts.places().isOpen(node, slot, at)
          && shape.rules().tolerations().containsAll(taints(node, slot))) {
        usable.add(slot);
      }
    }
    String slice = shape.needs().migProfile();
    if (slice != null) {
      MigProfile profile = counts.gpuModel(node).mig().profile(slice);
      return profile != null && hasSlice(node, profile, usable);
    }
    return (shape.needs().isLinked() && shape.gpus() > 1)
        ? hasLinked(node, shape, usable)
        : hasUnlinked(node, shape, usable);
  }

  private boolean hasSlice(Node node, MigProfile profile, List<Integer> usable) {
    for (int slot : usable) {
      List<DeviceBooking> held = bookings.getOrDefault(node.id() + ":" + slot, List.of());
      if (canBeCut(node, profile, held) && hasWatts(node, held.isEmpty() ? 1 : 0)) {
        return true;
      }
    }
    return false;
  }

  private boolean canBeCut(Node node, MigProfile profile, List<DeviceBooking> held) {
    int used = 0;
    int count = 0;
    for (DeviceBooking booking : held) {
      MigSlice slice = booking.mig();
      MigProfile other =
          slice == null ? null : counts.gpuModel(node).mig().profile(slice.profile());
      if (slice == null || other == null) {
        return false;
      }
      used |= other.mask(slice.start());
      count += other.equals(profile) ? 1 : 0;
    }
    boolean isFree = false;
    for (int start : profile.starts()) {
      isFree |= (used & profile.mask(start)) == 0;
    }
    return isFree && count < profile.countMax();
  }

  private boolean hasLinked(Node node, Shape shape, List<Integer> usable) {
    Map<Integer, Integer> emptyOf = new TreeMap<>();
    for (int slot : usable) {
      if (!devices.containsKey(node.id() + ":" + slot)) {
        emptyOf.merge(slot / node.linkedGpus(), 1, Integer::sum);
      }
    }
    return emptyOf.values().stream().anyMatch(empty -> empty >= shape.gpus())
        && hasWatts(node, shape.gpus());
  }

  private boolean hasUnlinked(Node node, Shape shape, List<Integer> usable) {
    int inUse = 0;
    int empty = 0;
    for (int slot : usable) {
      long[] booked = devices.get(node.id() + ":" + slot);
      if (booked == null) {
        empty++;
      } else if (isShared(node, slot) && fits(node, shape, booked)) {
        inUse++;
      }
    }
    int fresh = Math.max(0, shape.gpus() - inUse);
    return fresh <= empty && hasWatts(node, fresh);
  }

  private boolean isShared(Node node, int slot) {
    return bookings.getOrDefault(node.id() + ":" + slot, List.of()).stream()
        .allMatch(booking -> booking.mig() == null);
  }

  private boolean fits(Node node, Shape shape, long[] booked) {
    return booked[0] + shape.share().milli() <= GpuShare.WHOLE_MILLI
        && booked[1] + shape.memory().value() <= counts.gpuModel(node).memory().value();
  }

  private boolean hasWatts(Node node, int fresh) {
    long rise = fresh * counts.deviceRise(node);
    return counts.atAndAbove(node.powerDomain()).stream()
        .allMatch(
            domain -> headrooms.getOrDefault(domain, 0L) >= counts.riseAt(domain, node, rise));
  }

  /** Keys that taint the node and all that holds it, and the GPU in the slot; -1: no GPU. */
  private Set<String> taints(Node node, int slot) {
    Set<String> keys = new TreeSet<>();
    SiteId at = counts.siteOf(node);
    counts.fleet().sites().stream()
        .filter(site -> site.id().equals(at))
        .forEach(site -> keys.addAll(site.taints()));
    counts.fleet().gpuContainers().stream()
        .filter(box -> box.id().equals(node.gpuContainer()))
        .forEach(box -> keys.addAll(box.taints()));
    node.taints().stream()
        .filter(taint -> taint.slot() == Taint.WHOLE_NODE || taint.slot() == slot)
        .forEach(taint -> keys.add(taint.key()));
    return keys;
  }

  /** The thing of that level that the node stands in; empty: there is none. */
  private String thingOf(Node node, SpreadLevel level) {
    return switch (level) {
      case SITE -> counts.siteOf(node).value();
      case GPU_CONTAINER -> node.gpuContainer().value();
      case NODE -> node.id().value();
      case INTERCONNECT, TRANSFORMER, FEEDER, CONTAINER_PDU, BRANCH, RACK ->
          counts.fleet().powerDomains().stream()
              .filter(domain -> domain.kind() == level.domainKind())
              .map(PowerDomain::id)
              .filter(counts.atAndAbove(node.powerDomain())::contains)
              .map(PowerDomainId::value)
              .findFirst()
              .orElse("");
    };
  }
}
