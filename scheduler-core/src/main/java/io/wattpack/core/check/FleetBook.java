package io.wattpack.core.check;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.image.FleetDrain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An accepted fleet, numbered for look-up, and what of it must go. Never changes, so that forks
 * share it.
 */
final class FleetBook {
  static final int NONE = -1;

  final Fleet fleet;
  final RegionMap regions;
  private final Numbering<SiteId> sites;
  private final Numbering<PowerDomainId> domains;
  private final Numbering<GpuContainerId> gpuContainers;
  private final Numbering<NodeId> nodes;
  private final Numbering<GpuModelId> gpuModels;
  private final Numbering<MinerGroupId> miners;
  private final Numbering<PoolId> pools;
  private final Numbering<TenantId> tenants;
  private final Map<ModelId, List<ModelProfile>> profiles = new LinkedHashMap<>();
  private final int[] parents;
  private final int[] domainSites;
  private final int[] nodeDomains;
  private final int[] nodeContainers;
  private final int[] nodeModels;
  private final int[] minerDomains;
  private final int[] firstDevices;
  private final boolean[] tainted;
  private final @Nullable FleetDrain drain;
  private final boolean[] leavingNodes;
  private final boolean[] leavingPools;

  /** Of a fleet of which everything stays. */
  FleetBook(Fleet fleet) {
    this(fleet, null);
  }

  /** Of a fleet that has some things only until they are no longer in use. */
  FleetBook(Fleet fleet, @Nullable FleetDrain drain) {
    this.fleet = fleet;
    this.drain = drain;
    regions = new RegionMap(fleet);
    sites = Numbering.of(fleet.sites(), Site::id);
    domains = Numbering.of(fleet.powerDomains(), PowerDomain::id);
    gpuContainers = Numbering.of(fleet.gpuContainers(), GpuContainer::id);
    nodes = Numbering.of(fleet.nodes(), Node::id);
    gpuModels = Numbering.of(fleet.gpuModels(), GpuModel::id);
    miners = Numbering.of(fleet.minerGroups(), MinerGroup::id);
    pools = Numbering.of(fleet.pools(), PoolSpec::id);
    tenants = Numbering.of(fleet.tenants(), Tenant::id);
    fleet.modelProfiles().forEach(this::add);
    parents = new int[domains.size()];
    domainSites = new int[domains.size()];
    nodeDomains = new int[nodes.size()];
    nodeContainers = new int[nodes.size()];
    nodeModels = new int[nodes.size()];
    tainted = new boolean[nodes.size()];
    minerDomains = new int[miners.size()];
    firstDevices = new int[nodes.size() + 1];
    numberDomains();
    numberNodes();
    leavingNodes = new boolean[nodes.size()];
    leavingPools = new boolean[pools.size()];
    if (drain != null) {
      drain.nodes().forEach(node -> leavingNodes[nodes.of(node)] = true);
      drain.pools().forEach(pool -> leavingPools[pools.of(pool)] = true);
    }
  }

  private void add(ModelProfile profile) {
    profiles.computeIfAbsent(profile.model(), key -> new ArrayList<>()).add(profile);
  }

  private void numberDomains() {
    for (int domain = 0; domain < parents.length; domain++) {
      PowerDomainId parent = domain(domain).parent();
      parents[domain] = parent == null ? NONE : domains.of(parent);
      domainSites[domain] = sites.of(domain(domain).site());
    }
    for (int miner = 0; miner < minerDomains.length; miner++) {
      minerDomains[miner] = domains.of(miner(miner).powerDomain());
    }
  }

  private void numberNodes() {
    for (int number = 0; number < nodeDomains.length; number++) {
      Node node = node(number);
      nodeDomains[number] = domains.of(node.powerDomain());
      nodeContainers[number] = gpuContainers.of(node.gpuContainer());
      nodeModels[number] = gpuModels.of(node.gpuModel());
      firstDevices[number + 1] = Math.addExact(firstDevices[number], node.gpuCount());
      tainted[number] = hasTaint(number);
    }
  }

  private boolean hasTaint(int node) {
    return !node(node).taints().isEmpty()
        || !containerOf(node).taints().isEmpty()
        || !siteOf(node).taints().isEmpty();
  }

  /** What the fleet has only until it is no longer in use; null: nothing. */
  @Nullable FleetDrain drain() {
    return drain;
  }

  boolean isLeavingNode(int node) {
    return leavingNodes[node];
  }

  boolean isLeavingPool(int pool) {
    return pool >= 0 && leavingPools[pool];
  }

  boolean isLeavingMiner(MinerGroupId miner) {
    return drain != null && drain.miners().contains(miner);
  }

  /** Whether the fleet has the place. */
  boolean has(Place place) {
    return switch (place) {
      case SiteId site -> sites.of(site) >= 0;
      case GpuContainerId box -> gpuContainers.of(box) >= 0;
      case NodeId node -> nodes.of(node) >= 0;
      case GpuId gpu ->
          nodes.of(gpu.node()) >= 0 && deviceOf(nodes.of(gpu.node()), gpu.slot()) >= 0;
    };
  }

  boolean hasTenant(TenantId id) {
    return tenants.of(id) >= 0;
  }

  /** The fleet's own instance of the id; the given one if it has none such. */
  TenantId sharedId(TenantId id) {
    int tenant = tenants.of(id);
    return tenant < 0 ? id : tenants.id(tenant);
  }

  boolean hasSite(SiteId id) {
    return sites.of(id) >= 0;
  }

  int domainCount() {
    return parents.length;
  }

  int minerCount() {
    return minerDomains.length;
  }

  int nodeCount() {
    return nodeDomains.length;
  }

  int poolCount() {
    return pools.size();
  }

  int deviceCount() {
    return firstDevices[nodeDomains.length];
  }

  /** The domain's number, or -1. */
  int domainOf(PowerDomainId id) {
    return domains.of(id);
  }

  /** The node's number, or -1. */
  int nodeOf(NodeId id) {
    return nodes.of(id);
  }

  /** The miner group's number, or -1. */
  int minerOf(MinerGroupId id) {
    return miners.of(id);
  }

  /** The pool's number, or -1. */
  int poolOf(PoolId id) {
    return pools.of(id);
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

  PoolSpec pool(int pool) {
    return fleet.pools().get(pool);
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

  /** Whether the node, one of its GPUs, its GPU container or its site keeps any work away. */
  boolean isTainted(int node) {
    return tainted[node];
  }

  Site siteOf(int node) {
    return siteOfDomain(nodeDomains[node]);
  }

  Site siteOfDomain(int domain) {
    return fleet.sites().get(domainSites[domain]);
  }

  @Nullable Site site(SiteId id) {
    int site = sites.of(id);
    return site < 0 ? null : fleet.sites().get(site);
  }

  @Nullable GpuContainer gpuContainer(GpuContainerId id) {
    int box = gpuContainers.of(id);
    return box < 0 ? null : fleet.gpuContainers().get(box);
  }

  @Nullable GpuModel gpuModel(GpuModelId id) {
    int model = gpuModels.of(id);
    return model < 0 ? null : fleet.gpuModels().get(model);
  }

  int siteCount() {
    return sites.size();
  }

  /** The site's number, or -1. */
  int siteNumberOf(SiteId id) {
    return sites.of(id);
  }

  Site siteAt(int number) {
    return fleet.sites().get(number);
  }

  int siteNumberOfDomain(int domain) {
    return domainSites[domain];
  }

  int siteNumberOf(int node) {
    return domainSites[nodeDomains[node]];
  }

  int containerCount() {
    return gpuContainers.size();
  }

  GpuContainer container(int number) {
    return fleet.gpuContainers().get(number);
  }

  /** The number of the GPU container that the node stands in. */
  int containerNumberOf(int node) {
    return nodeContainers[node];
  }

  GpuContainer containerOf(int node) {
    return fleet.gpuContainers().get(nodeContainers[node]);
  }

  /** The number of the node's GPU in that slot, or -1. */
  int deviceOf(int node, int slot) {
    return slot >= 0 && slot < gpuCountOf(node) ? firstDevices[node] + slot : NONE;
  }

  private int gpuCountOf(int node) {
    return firstDevices[node + 1] - firstDevices[node];
  }

  int slotOf(int node, int device) {
    return device - firstDevices[node];
  }

  GpuModel gpuModelOf(int node) {
    return fleet.gpuModels().get(nodeModels[node]);
  }

  MigLayout layoutOf(int node) {
    return gpuModelOf(node).mig();
  }

  PlacementRules rulesOf(int pool) {
    return pool(pool).rules();
  }

  @Nullable PoolSpec pool(PoolId id) {
    int pool = pools.of(id);
    return pool < 0 ? null : pool(pool);
  }

  /** The pool that serves work of the tier: its own, or the nearest higher; null: none stays. */
  @Nullable PoolId poolServing(ModelId model, ServiceTier tier) {
    PoolId nearest = null;
    for (ServiceTier higher : ServiceTier.values()) {
      PoolId pool = new PoolId(model, higher);
      if (higher.mayServe(tier) && pools.of(pool) >= 0 && !isLeavingPool(pools.of(pool))) {
        nearest = pool;
      }
    }
    return nearest;
  }

  List<ModelProfile> profilesOf(ModelId model) {
    return profiles.getOrDefault(model, List.of());
  }

  /** The number of the thing of that level that the node stands in, or -1 if there is none. */
  int thingOf(SpreadLevel level, int node) {
    return switch (level) {
      case SITE -> siteNumberOf(node);
      case GPU_CONTAINER -> nodeContainers[node];
      case NODE -> node;
      case INTERCONNECT, TRANSFORMER, FEEDER, CONTAINER_PDU, BRANCH, RACK ->
          domainAbove(node, level.domainKind());
    };
  }

  private int domainAbove(int node, @Nullable PowerDomainKind kind) {
    int above = nodeDomains[node];
    while (above >= 0 && domain(above).kind() != kind) {
      above = parents[above];
    }
    return above;
  }

  /** The id of a thing by its number. */
  String nameOf(SpreadLevel level, int thing) {
    return switch (level) {
      case SITE -> sites.id(thing).value();
      case GPU_CONTAINER -> gpuContainers.id(thing).value();
      case NODE -> nodes.id(thing).value();
      case INTERCONNECT, TRANSFORMER, FEEDER, CONTAINER_PDU, BRANCH, RACK ->
          domains.id(thing).value();
    };
  }
}
