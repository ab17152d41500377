package io.wattpack.core.sim;

import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MigLayout;
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
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes up fleets that hold together: sites with three or four levels of power domains, rated so
 * that power binds at some of them, several GPU models, shared and whole GPUs, miners with and
 * without an actuator.
 */
public final class FleetGenerator {
  private static final List<TransformerCooling> COOLINGS = List.of(TransformerCooling.values());
  private static final int STEPS_MAX = 8;
  private static final FigureSource SOURCE = FigureSource.ASSUMED;
  private static final GpuModelId SMALL = new GpuModelId("g-small");
  private static final GpuModelId MIDDLE = new GpuModelId("g-middle");
  private static final GpuModelId BIG = new GpuModelId("g-big");
  private static final ModelId EMBED = new ModelId("m-embed");
  private static final ModelId CHAT = new ModelId("m-chat");
  private static final ModelId LARGE = new ModelId("m-large");
  private static final List<GpuModel> GPU_MODELS =
      List.of(
          gpuModel(SMALL, 24_576, 14, 72, MigLayout.NONE),
          gpuModel(MIDDLE, 49_152, 35, 350, MigLayout.A100_40),
          gpuModel(BIG, 81_920, 70, 700, MigLayout.H100_80));

  private final RandomGenerator random;
  private final SimulationOptions options;
  private final HardwareVariety hardware;
  private final WorkVariety work;
  private final List<Site> sites = new ArrayList<>();
  private final List<PowerDomain> domains = new ArrayList<>();
  private final List<GpuContainer> gpuContainers = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<MinerGroup> miners = new ArrayList<>();

  private FleetGenerator(RandomGenerator random, SimulationOptions options) {
    this.random = random;
    this.options = options;
    hardware = new HardwareVariety(random);
    work = new WorkVariety(random);
  }

  /** A fleet drawn from the generator: the same numbers, the same fleet. */
  public static Fleet generate(RandomGenerator random, SimulationOptions options) {
    FleetGenerator generator = new FleetGenerator(random, options);
    int sites = 1 + random.nextInt(options.sitesMax());
    for (int site = 1; site <= sites; site++) {
      generator.addSite("s" + site);
    }
    return generator.fleet();
  }

  private Fleet fleet() {
    return new Fleet(
        sites,
        domains,
        gpuContainers,
        nodes,
        GPU_MODELS,
        miners,
        profiles(),
        pools(),
        List.of(
            new Tenant(new TenantId("acme"), "Acme", null, 1),
            new Tenant(new TenantId("bolt"), "Bolt", null, 2)));
  }

  private void addSite(String name) {
    SiteId site = new SiteId(name);
    sites.add(
        new Site(
            site,
            name,
            SiteKind.VIRTUAL,
            "zone-" + sites.size() % 2,
            "US-TX",
            random.nextInt(3000),
            random.nextInt(5000),
            hardware.keys(),
            recovery(20_000)));
    PowerDomainId grid = new PowerDomainId(name + "-grid");
    int place = domains.size();
    long watts = 0;
    int containers = 1 + random.nextInt(options.containersPerSiteMax());
    for (int container = 1; container <= containers; container++) {
      watts += addContainer(site, grid, name + "-c" + container);
    }
    domains.add(place, domain(site, grid, null, PowerDomainKind.INTERCONNECT, watts));
  }

  /** Returns the most the GPU container can draw. */
  private long addContainer(SiteId site, PowerDomainId grid, String name) {
    PowerDomainId feeder = new PowerDomainId(name + "-feeder");
    PowerDomainId pdu = new PowerDomainId(name + "-pdu");
    GpuContainerId box = new GpuContainerId(name);
    int place = domains.size();
    long onPdu = addRack(site, pdu, box, name);
    int nodesMore = random.nextInt(options.nodesPerContainerMax());
    for (int node = 1; node <= nodesMore; node++) {
      onPdu += addNode(box, pdu, name + "-n" + node);
    }
    gpuContainers.add(
        new GpuContainer(
            box,
            pdu,
            hardware.keys(),
            hardware.cooling(List.of(pdu, feeder, grid), onPdu),
            recovery(10_000)));
    long onFeeder = onPdu + addMiners(feeder, name);
    domains.add(place, domain(site, pdu, feeder, PowerDomainKind.CONTAINER_PDU, onPdu));
    domains.add(place, domain(site, feeder, grid, PowerDomainKind.FEEDER, onFeeder));
    return onFeeder;
  }

  /** Mostly as fast as it will. */
  private long recovery(int mostWattsPerMinute) {
    return random.nextInt(4) == 0 ? 1 + random.nextInt(mostWattsPerMinute) : 0;
  }

  private long addRack(SiteId site, PowerDomainId pdu, GpuContainerId box, String name) {
    if (random.nextBoolean()) {
      return addNode(box, pdu, name + "-n0");
    }
    PowerDomainId branch = new PowerDomainId(name + "-branch");
    PowerDomainId rack = new PowerDomainId(name + "-rack");
    long watts = addNode(box, rack, name + "-r0") + addNode(box, rack, name + "-r1");
    domains.add(domain(site, branch, pdu, PowerDomainKind.BRANCH, watts));
    domains.add(domain(site, rack, branch, PowerDomainKind.RACK, watts));
    return watts;
  }

  private long addNode(GpuContainerId box, PowerDomainId domain, String name) {
    GpuModel gpuModel = GPU_MODELS.get(random.nextInt(GPU_MODELS.size()));
    int gpus = 1 + random.nextInt(8);
    int overhead = random.nextInt(200);
    long base = 100L + random.nextInt(300);
    nodes.add(
        new Node(
            new NodeId(name),
            box,
            domain,
            gpuModel.id(),
            gpus,
            new Watts(base),
            overhead,
            hardware.host(),
            hardware.linkedOf(gpus),
            hardware.taintsOfNode(gpus),
            SOURCE));
    return base + gpus * gpuModel.peak().value() * (1000 + overhead) / 1000;
  }

  private long addMiners(PowerDomainId domain, String name) {
    if (random.nextInt(3) == 0) {
      return 0;
    }
    long watts = 300L + random.nextInt(3000);
    MinerActuator actuator = random.nextInt(5) == 0 ? MinerActuator.NONE : MinerActuator.VIRTUAL;
    miners.add(
        new MinerGroup(
            new MinerGroupId(name + "-miners"),
            domain,
            new Watts(watts),
            1 + random.nextInt(STEPS_MAX),
            15_000 + random.nextInt(20_000),
            actuator,
            1 + random.nextInt(10_000),
            1 + random.nextInt(60_000),
            random.nextInt(2) * (long) random.nextInt(300_000),
            random.nextInt(2) * (long) random.nextInt(300_000),
            random.nextInt(1_000),
            SOURCE));
    return watts;
  }

  private PowerDomain domain(
      SiteId site,
      PowerDomainId id,
      @Nullable PowerDomainId parent,
      PowerDomainKind kind,
      long wattsMax) {
    int permille = 700 + random.nextInt(301);
    long base = random.nextInt(200);
    // From half of what hangs below it to somewhat more than all of it.
    long rating = (wattsMax + base) * (500 + random.nextInt(900)) / permille;
    return new PowerDomain(
        id,
        site,
        parent,
        kind,
        new Watts(rating),
        permille,
        new Watts(random.nextInt(100)),
        new Watts(base),
        COOLINGS.get(random.nextInt(COOLINGS.size())),
        Math.max(1, random.nextInt(6)),
        1000 + random.nextInt(300),
        rating % 4 * 5_000,
        contract(rating),
        SOURCE);
  }

  /** Seldom one, then with several windows: a world lasts only some hours. */
  private List<ContractWindow> contract(long rating) {
    List<ContractWindow> windows = new ArrayList<>();
    for (int count = random.nextInt(4) == 0 ? 4 : 0; count > 0; count--) {
      List<Weekday> days = new ArrayList<>(List.of(Weekday.values()));
      days.removeIf(day -> random.nextInt(4) == 0);
      if (!days.isEmpty()) {
        windows.add(
            new ContractWindow(
                random.nextInt(ContractWindow.MINUTES),
                random.nextInt(ContractWindow.MINUTES),
                days,
                new Watts(rating / 4 + random.nextLong(rating)),
                random.nextInt(2 * ContractWindow.OFFSET_MAX + 1) - ContractWindow.OFFSET_MAX));
      }
    }
    return windows;
  }

  private static GpuModel gpuModel(
      GpuModelId id, long mebibytes, long idle, long peak, MigLayout mig) {
    return new GpuModel(
        id,
        new Mebibytes(mebibytes),
        new Watts(idle),
        new Watts(peak),
        new Watts(idle + 10),
        mig,
        SOURCE);
  }

  private List<ModelProfile> profiles() {
    return options.wholeGpus() ? profilesOfWholeGpus() : profilesOfAnyPart();
  }

  private List<ModelProfile> profilesOfWholeGpus() {
    return List.of(
        profile(EMBED, SMALL, 1, 1000, 2_048, NodeNeeds.NONE, 1, 8_000),
        profile(CHAT, MIDDLE, 1, 1000, 40_000, NodeNeeds.NONE, 1, 900),
        profile(CHAT, BIG, 1, 1000, 40_000, work.needs(), 1, 1_800),
        profile(LARGE, BIG, 2, 1000, 78_000, work.needs(), 1, 700),
        profile(LARGE, MIDDLE, 2, 1000, 45_000, work.needs(), 2 + random.nextInt(2), 500));
  }

  private List<ModelProfile> profilesOfAnyPart() {
    return List.of(
        profile(EMBED, SMALL, 1, 250, 2_048, NodeNeeds.NONE, 1, 8_000),
        profile(EMBED, MIDDLE, 1, 200, 2_048, work.needs(), 1, 12_000),
        profile(EMBED, BIG, 1, 1000, 2_048, slice("1g.10gb"), 1, 9_000),
        profile(CHAT, MIDDLE, 1, 1000, 40_000, NodeNeeds.NONE, 1, 900),
        profile(CHAT, MIDDLE, 1, 1000, 16_000, slice("3g.20gb"), 1, 400),
        profile(CHAT, BIG, 1, 500, 40_000, work.needs(), 1, 1_800),
        profile(LARGE, BIG, 2, 1000, 78_000, work.needs(), 1, 700),
        profile(LARGE, MIDDLE, 2, 1000, 45_000, work.needs(), 2 + random.nextInt(2), 500));
  }

  private ModelProfile profile(
      ModelId model,
      GpuModelId gpuModel,
      int gpus,
      int milli,
      long mebibytes,
      NodeNeeds needs,
      int members,
      long tokensPerSecond) {
    return new ModelProfile(
        model,
        gpuModel,
        gpus,
        new GpuShare(milli),
        new Mebibytes(mebibytes),
        needs,
        members,
        tokensPerSecond,
        200,
        random.nextInt(90_000),
        SOURCE);
  }

  private static NodeNeeds slice(String profile) {
    return new NodeNeeds(500, Mebibytes.ZERO, false, profile);
  }

  private List<PoolSpec> pools() {
    return List.of(
        pool(EMBED, ServiceTier.INTERACTIVE),
        pool(EMBED, ServiceTier.STANDARD),
        pool(CHAT, ServiceTier.STANDARD),
        pool(CHAT, ServiceTier.FLEX),
        pool(LARGE, ServiceTier.FLEX));
  }

  private PoolSpec pool(ModelId model, ServiceTier tier) {
    int min = Math.max(0, random.nextInt(4) - 1);
    int max = Math.max(1, min + random.nextInt(6));
    return new PoolSpec(new PoolId(model, tier), min, max, work.rules());
  }
}
