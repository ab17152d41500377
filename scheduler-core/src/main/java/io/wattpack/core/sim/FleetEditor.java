package io.wattpack.core.sim;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Edits a fleet at random: some edits are harmless, some remove what is in use, some do not hold
 * together.
 */
final class FleetEditor {
  private final RandomGenerator random;
  private int added;

  FleetEditor(RandomGenerator random) {
    this.random = random;
  }

  Fleet edited(Fleet fleet) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> withNodes(fleet, added(fleet.nodes()));
      case 2, 3 -> withNodes(fleet, removed(fleet.nodes()));
      case 4 -> withMiners(fleet, removed(fleet.minerGroups()));
      case 5 -> withPools(fleet, resized(fleet.pools()));
      case 6 -> withPools(fleet, removed(fleet.pools()));
      case 7 -> recooled(fleet);
      case 8 -> withMiners(fleet, restepped(fleet.minerGroups()));
      default -> withNodes(fleet, homeless(fleet.nodes()));
    };
  }

  private List<Node> added(List<Node> nodes) {
    if (nodes.isEmpty()) {
      return nodes;
    }
    added++;
    Node like = nodes.get(random.nextInt(nodes.size()));
    List<Node> more = new ArrayList<>(nodes);
    more.add(
        random.nextInt(nodes.size() + 1), named(like, "added-" + added, 1 + random.nextInt(8)));
    return more;
  }

  /** The last node has no GPUs, which no node may. */
  private List<Node> homeless(List<Node> nodes) {
    if (nodes.isEmpty()) {
      return nodes;
    }
    List<Node> broken = new ArrayList<>(nodes);
    Node last = broken.removeLast();
    broken.add(named(last, last.id().value(), 0));
    return broken;
  }

  private static Node named(Node like, String id, int gpus) {
    return new Node(
        new NodeId(id),
        like.gpuContainer(),
        like.powerDomain(),
        like.gpuModel(),
        gpus,
        like.base(),
        like.overheadPermille(),
        like.host(),
        Math.clamp(like.linkedGpus(), 1, Math.max(1, gpus)),
        List.of(),
        like.source());
  }

  private <T> List<T> removed(List<T> things) {
    List<T> fewer = new ArrayList<>(things);
    if (!fewer.isEmpty()) {
      fewer.remove(random.nextInt(fewer.size()));
    }
    return fewer;
  }

  /** Some groups are switched in other steps from now on. */
  private List<MinerGroup> restepped(List<MinerGroup> groups) {
    List<MinerGroup> next = new ArrayList<>(groups);
    next.replaceAll(group -> random.nextBoolean() ? group : in(group, 1 + random.nextInt(8)));
    return next;
  }

  private static MinerGroup in(MinerGroup group, int steps) {
    return new MinerGroup(
        group.id(),
        group.powerDomain(),
        group.watts(),
        steps,
        group.millijoulesPerTerahash(),
        group.actuator(),
        group.offMillis(),
        group.onMillis(),
        group.offMillisMin(),
        group.onMillisMin(),
        group.wearMicrosPerKilowatt(),
        group.source());
  }

  private List<PoolSpec> resized(List<PoolSpec> pools) {
    List<PoolSpec> next = new ArrayList<>(pools);
    if (!next.isEmpty()) {
      int which = random.nextInt(next.size());
      int min = random.nextInt(3);
      next.set(
          which,
          new PoolSpec(
              next.get(which).id(),
              min,
              Math.max(1, min + random.nextInt(5)),
              next.get(which).rules()));
    }
    return next;
  }

  /** Another chiller, or none that is told of. */
  private Fleet recooled(Fleet fleet) {
    List<GpuContainer> boxes = new ArrayList<>(fleet.gpuContainers());
    boxes.replaceAll(box -> random.nextInt(3) == 0 ? recooled(box) : box);
    return new Fleet(
        fleet.sites(),
        fleet.powerDomains(),
        boxes,
        fleet.nodes(),
        fleet.gpuModels(),
        fleet.minerGroups(),
        fleet.modelProfiles(),
        fleet.pools(),
        fleet.tenants());
  }

  private GpuContainer recooled(GpuContainer box) {
    GpuContainerCooling cooling =
        new GpuContainerCooling(
            random.nextInt(400),
            random.nextInt(10),
            15_000,
            random.nextBoolean() ? null : new Watts(1_000 + random.nextInt(9_000)),
            random.nextInt(40),
            30_000,
            box.powerDomain());
    boolean isTold = random.nextInt(4) > 0;
    return new GpuContainer(
        box.id(),
        box.powerDomain(),
        box.taints(),
        isTold ? cooling : null,
        box.recoveryWattsPerMinute());
  }

  private static Fleet withNodes(Fleet fleet, List<Node> nodes) {
    return with(fleet, nodes, fleet.minerGroups(), fleet.pools());
  }

  private static Fleet withMiners(Fleet fleet, List<MinerGroup> miners) {
    return with(fleet, fleet.nodes(), miners, fleet.pools());
  }

  private static Fleet withPools(Fleet fleet, List<PoolSpec> pools) {
    return with(fleet, fleet.nodes(), fleet.minerGroups(), pools);
  }

  private static Fleet with(
      Fleet fleet, List<Node> nodes, List<MinerGroup> miners, List<PoolSpec> pools) {
    return new Fleet(
        fleet.sites(),
        fleet.powerDomains(),
        fleet.gpuContainers(),
        nodes,
        fleet.gpuModels(),
        miners,
        fleet.modelProfiles(),
        pools,
        fleet.tenants());
  }
}
