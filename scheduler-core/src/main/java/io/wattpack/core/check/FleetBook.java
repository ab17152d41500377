package io.wattpack.core.check;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An accepted fleet, numbered for look-up. Never changes, so that forks share it. */
final class FleetBook {
  private static final int NONE = -1;

  final Fleet fleet;
  private final Map<PowerDomainId, Integer> domains = new LinkedHashMap<>();
  private final Map<NodeId, Integer> nodes = new LinkedHashMap<>();
  private final Map<MinerGroupId, Integer> miners = new LinkedHashMap<>();
  private final Map<PoolId, PoolSpec> pools = new LinkedHashMap<>();
  private final Map<ModelId, List<ModelProfile>> profiles = new LinkedHashMap<>();
  private final Map<GpuModelId, GpuModel> gpuModels = new LinkedHashMap<>();
  private final Set<TenantId> tenants = new LinkedHashSet<>();
  private final Set<SiteId> sites = new LinkedHashSet<>();
  private final int[] parents;
  private final int[] nodeDomains;
  private final int[] minerDomains;
  private final int[] firstDevices;
  private final int devices;

  FleetBook(Fleet fleet) {
    this.fleet = fleet;
    fleet.powerDomains().forEach(domain -> domains.put(domain.id(), domains.size()));
    fleet.nodes().forEach(node -> nodes.put(node.id(), nodes.size()));
    fleet.minerGroups().forEach(miner -> miners.put(miner.id(), miners.size()));
    fleet.pools().forEach(pool -> pools.put(pool.id(), pool));
    fleet.gpuModels().forEach(gpuModel -> gpuModels.put(gpuModel.id(), gpuModel));
    fleet
        .modelProfiles()
        .forEach(
            profile ->
                profiles.computeIfAbsent(profile.model(), key -> new ArrayList<>()).add(profile));
    fleet.tenants().forEach(tenant -> tenants.add(tenant.id()));
    fleet.sites().forEach(site -> sites.add(site.id()));
    parents = fleet.powerDomains().stream().mapToInt(domain -> number(domain.parent())).toArray();
    nodeDomains = fleet.nodes().stream().mapToInt(node -> number(node.powerDomain())).toArray();
    minerDomains =
        fleet.minerGroups().stream().mapToInt(miner -> number(miner.powerDomain())).toArray();
    firstDevices = new int[fleet.nodes().size()];
    devices = numberDevices();
  }

  private int number(@Nullable PowerDomainId id) {
    return id == null ? NONE : domains.getOrDefault(id, NONE);
  }

  private int numberDevices() {
    int next = 0;
    for (int node = 0; node < firstDevices.length; node++) {
      firstDevices[node] = next;
      next = Math.addExact(next, node(node).gpuCount());
    }
    return next;
  }

  /** Whether the fleet has the place. */
  boolean has(Place place) {
    return switch (place) {
      case SiteId site -> sites.contains(site);
      case GpuContainerId box ->
          fleet.gpuContainers().stream().anyMatch(known -> known.id().equals(box));
      case NodeId node -> nodeOf(node) >= 0;
      case GpuId gpu -> {
        int node = nodeOf(gpu.node());
        yield node >= 0 && gpu.slot() >= 0 && gpu.slot() < node(node).gpuCount();
      }
    };
  }

  boolean hasTenant(TenantId id) {
    return tenants.contains(id);
  }

  boolean hasSite(SiteId id) {
    return sites.contains(id);
  }

  int domainCount() {
    return parents.length;
  }

  int minerCount() {
    return minerDomains.length;
  }

  int deviceCount() {
    return devices;
  }

  /** The domain's number, or -1. */
  int domainOf(PowerDomainId id) {
    return number(id);
  }

  /** The node's number, or -1. */
  int nodeOf(NodeId id) {
    return nodes.getOrDefault(id, NONE);
  }

  /** The miner group's number, or -1. */
  int minerOf(MinerGroupId id) {
    return miners.getOrDefault(id, NONE);
  }

  PowerDomain domain(int domain) {
    return fleet.powerDomains().get(domain);
  }

  Node node(int node) {
    return fleet.nodes().get(node);
  }

  MinerGroup miner(int miner) {
    return fleet.minerGroups().get(miner);
  }

  /** The domain above, or -1 at the top. */
  int parentOf(int domain) {
    return parents[domain];
  }

  int domainOfNode(int node) {
    return nodeDomains[node];
  }

  int domainOfMiner(int miner) {
    return minerDomains[miner];
  }

  int deviceOf(int node, int slot) {
    return firstDevices[node] + slot;
  }

  GpuModel gpuModelOf(int node) {
    GpuModel gpuModel = gpuModels.get(node(node).gpuModel());
    if (gpuModel == null) {
      throw new IllegalStateException(
          "Node %s has an unknown GPU model.".formatted(node(node).id()));
    }
    return gpuModel;
  }

  @Nullable PoolSpec pool(PoolId id) {
    return pools.get(id);
  }

  List<ModelProfile> profilesOf(ModelId model) {
    return profiles.getOrDefault(model, List.of());
  }
}
