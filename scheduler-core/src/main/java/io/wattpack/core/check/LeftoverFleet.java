package io.wattpack.core.check;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.image.FleetDrain;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fleet while some of the old one is still in use: the wanted one, but what the leftovers stand
 * on is there as it was, and whatever then finds no hold is left out.
 */
final class LeftoverFleet {
  private final Fleet old;
  private final Fleet wanted;
  private final FleetDrain drain;
  private final Map<PowerDomainId, PowerDomain> oldDomains;
  private final Set<PowerDomainId> feeding = new LinkedHashSet<>();
  private final Set<SiteId> sites = new LinkedHashSet<>();
  private final Set<GpuContainerId> housing = new LinkedHashSet<>();
  private final Set<GpuModelId> models = new LinkedHashSet<>();
  private final Set<NodeId> nodes;
  private final Set<MinerGroupId> miners;

  LeftoverFleet(Fleet old, FleetDrain drain) {
    this.old = old;
    this.drain = drain;
    wanted = drain.wanted();
    oldDomains = byId(old.powerDomains(), PowerDomain::id);
    nodes = new LinkedHashSet<>(drain.nodes());
    miners = new LinkedHashSet<>(drain.miners());
    old.nodes().stream().filter(node -> nodes.contains(node.id())).forEach(this::need);
    old.minerGroups().stream()
        .filter(miner -> miners.contains(miner.id()))
        .forEach(miner -> needDomains(miner.powerDomain()));
  }

  private void need(Node node) {
    needDomains(node.powerDomain());
    housing.add(node.gpuContainer());
    models.add(node.gpuModel());
  }

  private void needDomains(PowerDomainId lowest) {
    PowerDomain domain = oldDomains.get(lowest);
    while (domain != null) {
      feeding.add(domain.id());
      sites.add(domain.site());
      domain = domain.parent() == null ? null : oldDomains.get(domain.parent());
    }
  }

  Fleet fleet() {
    Map<SiteId, Site> allSites =
        both(wanted.sites(), old.sites(), Site::id, sites, (was, now) -> true);
    Map<PowerDomainId, PowerDomain> domains =
        both(
            wanted.powerDomains(),
            old.powerDomains(),
            PowerDomain::id,
            feeding,
            LeftoverFleet::isFedAlike);
    dropUntilAllHold(domains, domain -> isFed(domain, domains));
    Map<GpuContainerId, GpuContainer> boxes =
        both(
            wanted.gpuContainers(),
            old.gpuContainers(),
            GpuContainer::id,
            housing,
            (was, now) -> was.powerDomain().equals(now.powerDomain()));
    dropUntilAllHold(boxes, box -> domains.containsKey(box.powerDomain()));
    Map<GpuModelId, GpuModel> gpuModels =
        both(wanted.gpuModels(), old.gpuModels(), GpuModel::id, models, LeftoverFleet::holds);
    Map<NodeId, Node> allNodes =
        both(wanted.nodes(), old.nodes(), Node::id, nodes, (was, now) -> false);
    dropUntilAllHold(allNodes, node -> isHoused(node, boxes, gpuModels, domains));
    Map<MinerGroupId, MinerGroup> groups =
        both(wanted.minerGroups(), old.minerGroups(), MinerGroup::id, miners, (was, now) -> false);
    dropUntilAllHold(groups, group -> domains.containsKey(group.powerDomain()));
    return new Fleet(
        List.copyOf(allSites.values()),
        List.copyOf(domains.values()),
        List.copyOf(boxes.values()),
        List.copyOf(allNodes.values()),
        List.copyOf(gpuModels.values()),
        List.copyOf(groups.values()),
        wanted.modelProfiles().stream().filter(profile -> runs(profile, gpuModels)).toList(),
        pools(),
        wanted.tenants());
  }

  /** Whether the wanted thing can take the place of the old one while that is in use. */
  private interface Replacement<T> {
    boolean mayTakeThePlace(T was, T now);
  }

  private static <K, T> Map<K, T> byId(List<T> things, Function<T, K> id) {
    Map<K, T> byId = new LinkedHashMap<>();
    things.forEach(thing -> byId.put(id.apply(thing), thing));
    return byId;
  }

  private static <K, T> Map<K, T> both(
      List<T> wanted, List<T> old, Function<T, K> id, Set<K> needed, Replacement<T> rule) {
    Map<K, T> all = byId(wanted, id);
    for (T was : old) {
      @Nullable T now = all.get(id.apply(was));
      if (needed.contains(id.apply(was)) && (now == null || !rule.mayTakeThePlace(was, now))) {
        all.put(id.apply(was), was);
      }
    }
    return all;
  }

  /** What is dropped may have been the hold of something else. */
  private static <K, T> void dropUntilAllHold(Map<K, T> things, Predicate<T> isHeld) {
    boolean hasDropped;
    do {
      hasDropped = things.values().removeIf(isHeld.negate());
    } while (hasDropped);
  }

  private static boolean isFedAlike(PowerDomain was, PowerDomain now) {
    return Objects.equals(was.parent(), now.parent())
        && was.site().equals(now.site())
        && was.kind() == now.kind();
  }

  private static boolean isFed(PowerDomain domain, Map<PowerDomainId, PowerDomain> domains) {
    if (domain.parent() == null) {
      return true;
    }
    PowerDomain parent = domains.get(domain.parent());
    return parent != null
        && parent.site().equals(domain.site())
        && parent.kind().compareTo(domain.kind()) < 0;
  }

  private static boolean holds(GpuModel was, GpuModel now) {
    return was.mig() == now.mig() && was.memory().compareTo(now.memory()) <= 0;
  }

  private static boolean isHoused(
      Node node,
      Map<GpuContainerId, GpuContainer> boxes,
      Map<GpuModelId, GpuModel> gpuModels,
      Map<PowerDomainId, PowerDomain> domains) {
    GpuContainer box = boxes.get(node.gpuContainer());
    if (box == null || !gpuModels.containsKey(node.gpuModel())) {
      return false;
    }
    PowerDomain domain = domains.get(node.powerDomain());
    while (domain != null && !domain.id().equals(box.powerDomain())) {
      domain = domain.parent() == null ? null : domains.get(domain.parent());
    }
    return domain != null;
  }

  private static boolean runs(ModelProfile profile, Map<GpuModelId, GpuModel> gpuModels) {
    GpuModel model = gpuModels.get(profile.gpuModel());
    String slice = profile.needs().migProfile();
    return model != null
        && profile.memory().compareTo(model.memory()) <= 0
        && (slice == null || model.mig().profile(slice) != null);
  }

  private List<PoolSpec> pools() {
    Map<PoolId, PoolSpec> pools = byId(wanted.pools(), PoolSpec::id);
    for (PoolSpec was : old.pools()) {
      if (drain.pools().contains(was.id())) {
        pools.put(was.id(), new PoolSpec(was.id(), 0, was.replicasMax(), was.rules()));
      }
    }
    return List.copyOf(pools.values());
  }
}
