package io.wattpack.core.state;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
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
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.image.FleetDrain;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.power.CurveShape;
import io.wattpack.core.power.DeviceWatts;
import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Watts;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A fleet by dense indexes; never changes, shared by forks.
 *
 * <p>Domains stand in preorder of the power tree, so that a subtree is a range; nodes and miners
 * stand in the order of their domains, so that what hangs under a domain is a range too. Siblings
 * stand by id: the order of the file decides nothing.
 */
public final class Topology {
  /** See {@link #leadMillis}: so much sooner than the time declared. */
  public static final long LEAD_MARGIN_MILLIS = Leads.MARGIN_MILLIS;

  private final Fleet fleet;
  private final List<PowerDomain> domains;
  private final int[] domainParent;
  private final int[] domainEnd;
  private final int[] domainSite;
  private final int[] zone;
  private final List<Node> nodes;
  private final int[] nodeDomain;
  private final int[] nodeFirst;
  private final int[] nodeModel;
  private final int[] gpuFirst;
  private final int[] gpuNode;
  private final long[] nodeBase;
  private final long[] nodeRise;
  private final long[] nodeCpu;
  private final long[] nodeMemory;
  private final int[] zoneHead;
  private final ModelBounds bounds;
  private final List<MinerGroup> miners;
  private final int[] minerDomain;
  private final int[] minerFirst;
  private final PoolTable pools;
  private final Retained retained;
  private final List<GpuModel> gpuModels;
  private final List<PowerCurve> curves;
  private final List<GpuContainer> boxes;
  private final int[] nodeBox;
  private final int[] nodeLinked;
  private final long[] gpuMemory;
  private final Taints taints;
  private final PlaceNodes placeNodes;
  private final CoolingMap cooling;
  private final List<Site> sites;
  private final TreeMap<PowerDomainId, Integer> domainIndex = new TreeMap<>();
  private final NodeNumbers nodeNumbers;
  private final TreeMap<MinerGroupId, Integer> minerIndex = new TreeMap<>();
  private final TreeMap<GpuModelId, Integer> gpuModelIndex = new TreeMap<>();
  private final TreeMap<SiteId, Integer> siteIndex = new TreeMap<>();
  private final TreeMap<GpuContainerId, Integer> boxIndex = new TreeMap<>();
  private final TreeMap<TenantId, Tenant> tenants = new TreeMap<>();
  private final Spans spans;
  private final Leads leads;
  private final int[] contracted;
  private final long digest;

  /** Of a fleet that {@link FleetRules} finds sound, with nothing retained. */
  public Topology(Fleet fleet) {
    this(fleet, null);
  }

  /** Of a fleet that has some things only until they are no longer in use. */
  Topology(Fleet fleet, @Nullable FleetDrain drain) {
    this.fleet = fleet;
    PowerTreeOrder order = new PowerTreeOrder(fleet);
    domains = order.domains();
    domainParent = order.parents();
    domainEnd = order.ends();
    domains.forEach(domain -> domainIndex.put(domain.id(), domainIndex.size()));
    sites = Sorted.by(fleet.sites(), Site::id);
    sites.forEach(site -> siteIndex.put(site.id(), siteIndex.size()));
    gpuModels = Sorted.by(fleet.gpuModels(), GpuModel::id);
    gpuModels.forEach(model -> gpuModelIndex.put(model.id(), gpuModelIndex.size()));
    curves = gpuModels.stream().map(one -> PowerCurve.of(CurveShape.INFERENCE, one)).toList();
    boxes = Sorted.by(fleet.gpuContainers(), GpuContainer::id);
    boxes.forEach(box -> boxIndex.put(box.id(), boxIndex.size()));
    domainSite = domains.stream().mapToInt(one -> siteIndex.getOrDefault(one.site(), 0)).toArray();
    ZoneNumbers zones = new ZoneNumbers(domainParent);
    zone = zones.zones();
    zoneHead = zones.heads();
    nodes = Sorted.byDomain(fleet.nodes(), node -> domainOf(node.powerDomain()), Node::id);
    nodeNumbers = new NodeNumbers(nodes);
    nodeDomain = nodes.stream().mapToInt(node -> domainOf(node.powerDomain())).toArray();
    nodeFirst = Sorted.firsts(nodeDomain, domains.size());
    nodeBox = nodes.stream().mapToInt(node -> gpuContainerOf(node.gpuContainer())).toArray();
    int[] nodeSite = Arrays.stream(nodeDomain).map(domain -> domainSite[domain]).toArray();
    placeNodes = new PlaceNodes(this, nodeSite, nodeBox);
    nodeModel = nodes.stream().mapToInt(node -> gpuModelOf(node.gpuModel())).toArray();
    nodeBase = nodes.stream().mapToLong(node -> DeviceWatts.base(node, modelOf(node))).toArray();
    nodeRise = nodes.stream().mapToLong(node -> DeviceWatts.rise(node, modelOf(node))).toArray();
    nodeCpu = nodes.stream().mapToLong(node -> counted(node.host().cpuMilli())).toArray();
    nodeMemory = nodes.stream().mapToLong(node -> counted(node.host().memory().value())).toArray();
    nodeLinked = nodes.stream().mapToInt(Node::linkedGpus).toArray();
    gpuMemory = gpuModels.stream().mapToLong(model -> model.memory().value()).toArray();
    taints = new Taints(fleet, nodes);
    cooling = new CoolingMap(this);
    bounds = new ModelBounds(nodes, nodeModel, nodeRise, gpuModels.size());
    gpuFirst = GpuNumbers.firsts(nodes);
    gpuNode = GpuNumbers.nodes(gpuFirst);
    miners = Sorted.byDomain(fleet.minerGroups(), m -> domainOf(m.powerDomain()), MinerGroup::id);
    miners.forEach(miner -> minerIndex.put(miner.id(), minerIndex.size()));
    minerDomain = miners.stream().mapToInt(miner -> domainOf(miner.powerDomain())).toArray();
    minerFirst = Sorted.firsts(minerDomain, domains.size());
    pools = new PoolTable(fleet, model -> bounds.isPresent(gpuModelOf(model)));
    fleet.tenants().forEach(tenant -> tenants.put(tenant.id(), tenant));
    retained = new Retained(this, drain);
    spans = new Spans(domains, domainParent, domainEnd, one -> sites.get(domainSite[one]));
    leads = new Leads(this);
    contracted =
        IntStream.range(0, domains.size())
            .filter(domain -> !domains.get(domain).contract().isEmpty())
            .toArray();
    digest = new Digest().add(fleet.toString()).add((Object) drain).value();
  }

  private static long counted(long known) {
    return known == 0 ? NodeView.NOT_COUNTED : Math.min(known, NodeView.NOT_COUNTED);
  }

  private GpuModel modelOf(Node node) {
    return gpuModels.get(gpuModelOf(node.gpuModel()));
  }

  public Fleet fleet() {
    return fleet;
  }

  /** What the fleet has only until it is no longer in use. */
  public Retained retained() {
    return retained;
  }

  public long digest() {
    return digest;
  }

  public int domainCount() {
    return domainParent.length;
  }

  public PowerDomain domain(int domain) {
    return domains.get(domain);
  }

  /** The index of the domain; -1: the fleet has none of that id. */
  public int domainOf(PowerDomainId id) {
    return domainIndex.getOrDefault(id, -1);
  }

  /** The domain that feeds it; negative: none. */
  public int parent(int domain) {
    return domainParent[domain];
  }

  /** With the regions that limits may hold for. */
  public Spans spans() {
    return spans;
  }

  int[] parents() {
    return domainParent;
  }

  /** One past the last domain of the subtree. */
  public int subtreeEnd(int domain) {
    return domainEnd[domain];
  }

  public int siteOf(int domain) {
    return domainSite[domain];
  }

  /** The top of the domain's tree. */
  public int rootOf(int domain) {
    int top = domain;
    while (domainParent[top] >= 0) {
      top = domainParent[top];
    }
    return top;
  }

  /** The domain below a site's interconnect that it belongs to, numbered on its own. */
  public int zoneOf(int domain) {
    return zone[domain];
  }

  public int zoneCount() {
    return zoneHead.length;
  }

  /** The domain at the top of the zone; a site's interconnect heads one for itself alone. */
  public int zoneHead(int index) {
    return zoneHead[index];
  }

  /** From the order to stop a replica under the domain until its watts are gone. */
  public long stopMillis(int domain) {
    return sites.get(domainSite[domain]).stopMillis();
  }

  /** How long before a known limit the slowest thing in the domain or region is told to go. */
  public long leadMillis(int domain) {
    return leads.longest(domain);
  }

  /** The domains with a contract by hours of the week. */
  int[] contracted() {
    return contracted;
  }

  /** How long before a known limit things in the domain or region are told to go, ascending. */
  long[] leads(int domain) {
    return leads.of(domain);
  }

  public int siteCount() {
    return sites.size();
  }

  public Site site(int site) {
    return sites.get(site);
  }

  /** The index of the site; -1: the fleet has none of that id. */
  public int siteIndexOf(SiteId id) {
    return siteIndex.getOrDefault(id, -1);
  }

  public int gpuContainerCount() {
    return boxIndex.size();
  }

  GpuContainer gpuContainer(int box) {
    return boxes.get(box);
  }

  /** The index of the GPU container; -1: the fleet has none of that id. */
  public int gpuContainerOf(GpuContainerId id) {
    return boxIndex.getOrDefault(id, -1);
  }

  public int gpuContainerOfNode(int node) {
    return nodeBox[node];
  }

  /** Thousandths of GPUs of the whole fleet. */
  public long milliInstalled() {
    return (long) GpuShare.WHOLE_MILLI * gpuNode.length;
  }

  /** See {@link Node#linkedGpus}. */
  public int linkedGpus(int node) {
    return nodeLinked[node];
  }

  /** Mebibytes of one GPU of that model. */
  public long gpuMemory(int model) {
    return gpuMemory[model];
  }

  /** What taints the node and all that holds it, as bits. */
  public long taintsOfNode(int node) {
    return taints.ofNode(node);
  }

  /** What taints the GPU, its node and all that holds it, as bits. */
  public long taintsOfGpu(int node, int slot) {
    return taints.ofGpu(node, slot);
  }

  /** Those of the keys that taint anything, as bits. */
  public long taintBits(List<String> keys) {
    return taints.bits(keys);
  }

  /** Whether the fleet has the place. */
  public boolean has(Place place) {
    return placeNodes.has(place);
  }

  /** Visits the nodes that are the place, are in it, or have the GPU; the fleet has the place. */
  public void forEachNodeIn(Place place, IntConsumer visitor) {
    placeNodes.forEach(place, visitor);
  }

  /** How its GPU containers are cooled. */
  public CoolingMap cooling() {
    return cooling;
  }

  public int nodeCount() {
    return nodeDomain.length;
  }

  public Node node(int node) {
    return nodes.get(node);
  }

  /** The index of the node; -1: the fleet has none of that id. */
  public int nodeOf(NodeId id) {
    return nodeNumbers.of(id);
  }

  public int domainOfNode(int node) {
    return nodeDomain[node];
  }

  /** The first node fed by this domain or a later one. */
  public int nodeFirst(int domain) {
    return nodeFirst[domain];
  }

  public int gpuModelOfNode(int node) {
    return nodeModel[node];
  }

  /** Thousandths of a core that work may book; {@link NodeView#NOT_COUNTED}: not known. */
  public long cpuMilliOf(int node) {
    return nodeCpu[node];
  }

  /** Mebibytes of main memory that work may book; {@link NodeView#NOT_COUNTED}: not known. */
  public long hostMemoryOf(int node) {
    return nodeMemory[node];
  }

  /** Watts of the node with nothing booked. */
  public long baseOfNode(int node) {
    return nodeBase[node];
  }

  /** Watts by which the first booking on a GPU of the node raises its domains. */
  public long riseOfNode(int node) {
    return nodeRise[node];
  }

  /** The same when the GPU is held to a cap so many watts below its peak. */
  public long riseOfNode(int node, long saved) {
    GpuModel model = gpuModelAt(node);
    return saved == 0
        ? nodeRise[node]
        : DeviceWatts.riseTo(node(node), model, model.peak().value() - saved);
  }

  /** Watts that a GPU of the node adds when it is held to that cap. */
  public long riseTo(int node, Watts cap) {
    return DeviceWatts.riseTo(node(node), gpuModelAt(node), cap.value());
  }

  /** The least rise of any node with GPUs of that model. */
  public long riseLeast(int gpuModel) {
    return bounds.riseLeast(gpuModel);
  }

  /** The most GPUs of that model on one node; 0: the fleet has none. */
  public int gpusPerNodeMax(int gpuModel) {
    return bounds.gpusPerNodeMax(gpuModel);
  }

  public int gpuCount() {
    return gpuNode.length;
  }

  public int gpuFirst(int node) {
    return gpuFirst[node];
  }

  /** The index of the GPU, which the fleet has. */
  public int gpuOf(GpuId id) {
    return gpuFirst[nodeOf(id.node())] + id.slot();
  }

  public int nodeOfGpu(int gpu) {
    return gpuNode[gpu];
  }

  public int gpuModelCount() {
    return gpuModels.size();
  }

  public GpuModel gpuModel(int model) {
    return gpuModels.get(model);
  }

  /** Throughput of one GPU of that model by its cap: one object for all that ask. */
  public PowerCurve curve(int model) {
    return curves.get(model);
  }

  /** The data sheet of the GPUs of the node. */
  public GpuModel gpuModelAt(int node) {
    return gpuModels.get(nodeModel[node]);
  }

  /** The index of the GPU model; -1: the fleet has none of that id. */
  public int gpuModelOf(GpuModelId id) {
    return gpuModelIndex.getOrDefault(id, -1);
  }

  public int minerCount() {
    return minerDomain.length;
  }

  public MinerGroup miner(int miner) {
    return miners.get(miner);
  }

  /** The index of the miner group; -1: the fleet has none of that id. */
  public int minerOf(MinerGroupId id) {
    return minerIndex.getOrDefault(id, -1);
  }

  public int domainOfMiner(int miner) {
    return minerDomain[miner];
  }

  /** The first miner group fed by this domain or a later one. */
  public int minerFirst(int domain) {
    return minerFirst[domain];
  }

  public int poolCount() {
    return pools.count();
  }

  public PoolSpec pool(int pool) {
    return pools.get(pool);
  }

  /** The index of the pool; -1: the fleet has none of that id. */
  public int poolOf(PoolId id) {
    return pools.of(id);
  }

  /** The pool that serves the model at the tier, else at the nearest higher one; -1: none stays. */
  public int poolServing(ModelId model, ServiceTier tier) {
    return pools.serving(model, tier, retained);
  }

  /** The pools of the pool's model, most valuable tier first. */
  public List<Integer> poolsOf(ModelId model) {
    return pools.of(model);
  }

  /** How the pool's model may run, in a fixed order. */
  public List<ModelProfile> profilesOfPool(int pool) {
    return pools.profiles(pool);
  }

  /** Throughput of the pool's slowest profile that the fleet has GPUs for. */
  public long tokensPerSecond(int pool) {
    return pools.tokensPerSecond(pool);
  }

  public @Nullable Tenant tenant(TenantId id) {
    return tenants.get(id);
  }
}
