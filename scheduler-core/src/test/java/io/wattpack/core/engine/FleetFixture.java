package io.wattpack.core.engine;

import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.model.TransformerCooling;
import io.wattpack.core.model.Weekday;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws a fleet line by line. Each GPU idles at 100 W and peaks at 500 W with 80,000 MiB; there is
 * no overhead, so the first booking on a GPU raises its domains by 400 W.
 */
final class FleetFixture {
  static final long RISE = 400;

  private static final FigureSource ASSUMED = FigureSource.ASSUMED;

  private final List<Site> sites = new ArrayList<>();
  private final List<PowerDomain> domains = new ArrayList<>();
  private final List<GpuContainer> gpuContainers = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<GpuModel> gpuModels = new ArrayList<>();
  private final List<MinerGroup> miners = new ArrayList<>();
  private final List<ModelProfile> profiles = new ArrayList<>();
  private final List<PoolSpec> pools = new ArrayList<>();
  private final List<Tenant> tenants = new ArrayList<>();

  static FleetFixture fleet() {
    return new FleetFixture().gpuModel("gpu", 80_000).tenant("acme", 1).tenant("bolt", 1);
  }

  /** A site with an interconnect of its name; what hangs under it comes with {@link #domain}. */
  FleetFixture site(String id, long ratingWatts) {
    return site(id, ratingWatts, 100);
  }

  /** The same, where replicas take so long to stop. */
  FleetFixture site(String id, long ratingWatts, long stopMillis) {
    sites.add(new Site(new SiteId(id), id, SiteKind.VIRTUAL, "ZONE", "US-GA", 100, stopMillis));
    domains.add(domain(id, id, null, PowerDomainKind.INTERCONNECT, ratingWatts));
    return this;
  }

  /** What the sites so far can draw may rise by so many watts in ten seconds. */
  FleetFixture recovering(long wattsInTenSeconds) {
    sites.replaceAll(
        site ->
            new Site(
                site.id(),
                site.name(),
                site.kind(),
                site.priceZone(),
                site.jurisdiction(),
                site.startMillis(),
                site.stopMillis(),
                site.taints(),
                6 * wattsInTenSeconds));
    return this;
  }

  /** The same for the GPU containers so far and the domains that they hang under. */
  FleetFixture boxesRecovering(long wattsInTenSeconds) {
    gpuContainers.replaceAll(
        box ->
            new GpuContainer(
                box.id(), box.powerDomain(), box.taints(), box.cooling(), 6 * wattsInTenSeconds));
    return this;
  }

  /** A domain below another one of the same site, one kind further down. */
  FleetFixture domain(String id, String parent, long ratingWatts) {
    PowerDomain above =
        domains.stream().filter(d -> d.id().value().equals(parent)).findFirst().orElseThrow();
    PowerDomainKind kind = PowerDomainKind.values()[above.kind().ordinal() + 1];
    domains.add(domain(id, above.site().value(), parent, kind, ratingWatts));
    return this;
  }

  /** A transformer below an interconnect. */
  FleetFixture transformer(
      String id, String parent, long ratingWatts, TransformerCooling cooling, int units) {
    PowerDomain above =
        domains.stream().filter(d -> d.id().value().equals(parent)).findFirst().orElseThrow();
    domains.add(
        new PowerDomain(
            new PowerDomainId(id),
            above.site(),
            above.id(),
            PowerDomainKind.TRANSFORMER,
            new Watts(ratingWatts),
            1000,
            Watts.ZERO,
            Watts.ZERO,
            cooling,
            units,
            1000,
            ASSUMED));
    return this;
  }

  /** So much is always drawn at the domain. */
  FleetFixture base(String id, long watts) {
    domains.replaceAll(
        domain ->
            domain.id().value().equals(id)
                ? with(domain, new Watts(watts), domain.contract())
                : domain);
    return this;
  }

  /** Equal units carry the domain; miners that go off in that time make up for one of them. */
  FleetFixture units(String id, int units, int shortTimePermille, long bandMillis) {
    domains.replaceAll(
        domain ->
            domain.id().value().equals(id)
                ? withUnits(domain, units, shortTimePermille, bandMillis)
                : domain);
    return this;
  }

  private static PowerDomain withUnits(
      PowerDomain domain, int units, int shortTimePermille, long bandMillis) {
    return new PowerDomain(
        domain.id(),
        domain.site(),
        domain.parent(),
        domain.kind(),
        domain.rating(),
        domain.continuousPermille(),
        domain.reserve(),
        domain.base(),
        domain.cooling(),
        units,
        shortTimePermille,
        bandMillis,
        domain.contract(),
        domain.source());
  }

  /** From that hour of Thursday on the domain may draw only so much, until another hour. */
  FleetFixture contract(String id, int fromHour, int toHour, long watts) {
    domains.replaceAll(
        domain -> domain.id().value().equals(id) ? with(domain, fromHour, toHour, watts) : domain);
    return this;
  }

  private static PowerDomain with(PowerDomain domain, int fromHour, int toHour, long watts) {
    ContractWindow window =
        new ContractWindow(
            60 * fromHour, 60 * toHour, List.of(Weekday.THURSDAY), new Watts(watts), 0);
    return with(domain, domain.base(), List.of(window));
  }

  private static PowerDomain with(PowerDomain domain, Watts base, List<ContractWindow> contract) {
    return new PowerDomain(
        domain.id(),
        domain.site(),
        domain.parent(),
        domain.kind(),
        domain.rating(),
        domain.continuousPermille(),
        domain.reserve(),
        base,
        domain.cooling(),
        domain.parallelUnits(),
        domain.shortTimePermille(),
        domain.bandMillis(),
        contract,
        domain.source());
  }

  private static PowerDomain domain(
      String id, String site, @Nullable String parent, PowerDomainKind kind, long rating) {
    return new PowerDomain(
        new PowerDomainId(id),
        new SiteId(site),
        parent == null ? null : new PowerDomainId(parent),
        kind,
        new Watts(rating),
        1000,
        Watts.ZERO,
        Watts.ZERO,
        ASSUMED);
  }

  FleetFixture gpuModel(String id, long memory) {
    return gpuModel(id, memory, 100, 500);
  }

  FleetFixture gpuModel(String id, long memory, long idleWatts, long peakWatts) {
    gpuModels.removeIf(model -> model.id().value().equals(id));
    gpuModels.add(
        new GpuModel(
            new GpuModelId(id),
            new Mebibytes(memory),
            new Watts(idleWatts),
            new Watts(peakWatts),
            new Watts(peakWatts),
            ASSUMED));
    return this;
  }

  /** The GPU models so far take power caps of 200 W and more; otherwise they take none. */
  FleetFixture cappable() {
    return cappable(200);
  }

  /** The same from another cap up. */
  FleetFixture cappable(long leastWatts) {
    gpuModels.replaceAll(
        model ->
            new GpuModel(
                model.id(),
                model.memory(),
                model.idle(),
                model.peak(),
                new Watts(leastWatts),
                model.mig(),
                model.source()));
    return this;
  }

  FleetFixture node(String id, String domain, int gpus) {
    return node(id, domain, "gpu", gpus);
  }

  FleetFixture node(String id, String domain, String gpuModel, int gpus) {
    return node(id, domain, gpuModel, gpus, null);
  }

  /** A node in a GPU container of its own that is cooled so. */
  FleetFixture cooledNode(String id, String domain, int gpus, GpuContainerCooling cooling) {
    return node(id, domain, "gpu", gpus, cooling);
  }

  private FleetFixture node(
      String id, String domain, String gpuModel, int gpus, @Nullable GpuContainerCooling cooling) {
    GpuContainerId box = new GpuContainerId("box-" + id);
    gpuContainers.add(new GpuContainer(box, new PowerDomainId(domain), List.of(), cooling));
    nodes.add(
        new Node(
            new NodeId(id),
            box,
            new PowerDomainId(domain),
            new GpuModelId(gpuModel),
            gpus,
            Watts.ZERO,
            0,
            ASSUMED));
    return this;
  }

  FleetFixture miner(String id, String domain, long watts, int millijoulesPerTerahash) {
    return miner(id, domain, watts, millijoulesPerTerahash, MinerActuator.VIRTUAL);
  }

  FleetFixture miner(String id, String domain, long watts, int efficiency, MinerActuator actuator) {
    miners.add(
        new MinerGroup(
            new MinerGroupId(id),
            new PowerDomainId(domain),
            new Watts(watts),
            efficiency,
            actuator,
            1_000,
            1_000,
            5_000,
            ASSUMED));
    return this;
  }

  /** A switchable group in equal steps that confirms within a second and may rise at once. */
  FleetFixture stepped(String id, String domain, long watts, int steps, int efficiency) {
    return stepped(id, domain, watts, steps, efficiency, 0, 0);
  }

  FleetFixture stepped(
      String id,
      String domain,
      long watts,
      int steps,
      int efficiency,
      long onMillisMin,
      long wearMicrosPerKilowatt) {
    miners.add(
        new MinerGroup(
            new MinerGroupId(id),
            new PowerDomainId(domain),
            new Watts(watts),
            steps,
            efficiency,
            MinerActuator.VIRTUAL,
            1_000,
            1_000,
            0,
            onMillisMin,
            wearMicrosPerKilowatt,
            ASSUMED));
    return this;
  }

  /** A model that takes that part of one GPU and makes 1,000 tokens a second. */
  FleetFixture model(String id, int shareMilli) {
    return model(id, shareMilli, 2_000);
  }

  /** The same, and it takes so long to load. */
  FleetFixture model(String id, int shareMilli, long loadMillis) {
    profiles.add(
        new ModelProfile(
            new ModelId(id),
            new GpuModelId("gpu"),
            1,
            new GpuShare(shareMilli),
            new Mebibytes(10_000),
            1_000,
            500,
            loadMillis,
            ASSUMED));
    return this;
  }

  /** A model of members of one whole GPU each, on as many nodes as need be. */
  FleetFixture gang(String id, int members, long loadMillis) {
    profiles.add(
        new ModelProfile(
            new ModelId(id),
            new GpuModelId("gpu"),
            1,
            new GpuShare(1000),
            new Mebibytes(10_000),
            NodeNeeds.NONE,
            members,
            1_000,
            500,
            loadMillis,
            ASSUMED));
    return this;
  }

  FleetFixture pool(String model, ServiceTier tier, int min, int max) {
    pools.add(new PoolSpec(new PoolId(new ModelId(model), tier), min, max));
    return this;
  }

  FleetFixture tenant(String id, int weight) {
    tenants.add(new Tenant(new TenantId(id), id, null, weight));
    return this;
  }

  // What is drawn so far, to take something away from.
  List<Node> nodes() {
    return nodes;
  }

  List<MinerGroup> miners() {
    return miners;
  }

  List<PoolSpec> pools() {
    return pools;
  }

  List<Tenant> tenants() {
    return tenants;
  }

  List<ModelProfile> profiles() {
    return profiles;
  }

  List<GpuModel> gpuModels() {
    return gpuModels;
  }

  Fleet build() {
    return new Fleet(
        sites, domains, gpuContainers, nodes, gpuModels, miners, profiles, pools, tenants);
  }
}
