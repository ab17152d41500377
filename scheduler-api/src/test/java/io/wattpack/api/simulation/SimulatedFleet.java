package io.wattpack.api.simulation;

import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.Taint;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Draws a fleet of three sites that can do all the work a run brings, but never with everything on
 * at once: miners and GPUs share feeders too small for both.
 */
final class SimulatedFleet {
  static final List<TenantId> TENANTS =
      List.of(new TenantId("acme"), new TenantId("bolt"), new TenantId("crux"));
  static final ModelId EMBED = new ModelId("m-embed");
  static final ModelId CHAT = new ModelId("m-chat");

  /** A model with a pool that no model server knows. */
  static final ModelId DARK = new ModelId("m-dark");

  static final GpuModelId SMALL = new GpuModelId("g-small");
  static final GpuModelId BIG = new GpuModelId("g-big");

  private static final FigureSource SOURCE = FigureSource.ASSUMED;
  private static final GpuModel SMALL_GPU =
      new GpuModel(
          SMALL, new Mebibytes(24_576), new Watts(15), new Watts(72), new Watts(40), SOURCE);
  private static final GpuModel BIG_GPU =
      new GpuModel(
          BIG,
          new Mebibytes(81_920),
          new Watts(70),
          new Watts(700),
          new Watts(200),
          MigLayout.H100_80,
          SOURCE);

  /** On the first GPU of some small nodes. */
  static final String TAINT = "old";

  private static final Host HOST = new Host(16_000, new Mebibytes(64_000), null);

  private final Random random;
  private final List<Site> sites = new ArrayList<>();
  private final List<PowerDomain> domains = new ArrayList<>();
  private final List<GpuContainer> gpuContainers = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<MinerGroup> miners = new ArrayList<>();

  private SimulatedFleet(Random random) {
    this.random = random;
  }

  static Fleet draw(Random random) {
    SimulatedFleet fleet = new SimulatedFleet(random);
    List.of("north", "south", "west").forEach(fleet::addSite);
    return fleet.fleet();
  }

  private Fleet fleet() {
    return new Fleet(
        sites,
        domains,
        gpuContainers,
        nodes,
        List.of(SMALL_GPU, BIG_GPU),
        miners,
        List.of(
            profile(EMBED, SMALL, 250, 2_000),
            profile(EMBED, BIG, 200, 2_000),
            profile(CHAT, BIG, 1000, 60_000),
            profile(DARK, SMALL, 500, 4_000)),
        List.of(
            pool(EMBED, ServiceTier.INTERACTIVE, 1),
            pool(EMBED, ServiceTier.STANDARD, 4),
            pool(CHAT, ServiceTier.STANDARD, 3),
            pool(DARK, ServiceTier.FLEX, 1)),
        TENANTS.stream().map(this::tenant).toList());
  }

  private Tenant tenant(TenantId id) {
    return new Tenant(id, id.value(), null, 1 + random.nextInt(3));
  }

  private ModelProfile profile(ModelId model, GpuModelId gpuModel, int milli, long mebibytes) {
    return new ModelProfile(
        model,
        gpuModel,
        1,
        new GpuShare(milli),
        new Mebibytes(mebibytes),
        new NodeNeeds(random.nextInt(1_000), new Mebibytes(random.nextInt(4_000)), false, null),
        1,
        20 + random.nextInt(100),
        100 + random.nextInt(400),
        random.nextInt(15_000),
        SOURCE);
  }

  private PoolSpec pool(ModelId model, ServiceTier tier, int max) {
    List<SpreadLimit> spread =
        random.nextBoolean() ? List.of(new SpreadLimit(SpreadLevel.SITE, 2)) : List.of();
    return new PoolSpec(
        new PoolId(model, tier), random.nextInt(2), max, new PlacementRules(spread, List.of()));
  }

  private void addSite(String name) {
    SiteId site = new SiteId(name);
    sites.add(new Site(site, name, SiteKind.VIRTUAL, "zone-" + name, "US-TX", 2_000, 1_500));
    PowerDomainId grid = new PowerDomainId(name + "-grid");
    PowerDomainId feeder = new PowerDomainId(name + "-feeder");
    PowerDomainId pdu = new PowerDomainId(name + "-pdu");
    GpuContainerId box = new GpuContainerId(name + "-box");
    gpuContainers.add(new GpuContainer(box, pdu));
    long gpuWatts =
        addNode(name + "-n1", box, pdu, BIG_GPU) + addNode(name + "-n2", box, pdu, SMALL_GPU);
    long minerWatts = addMiners(name, feeder);
    // With all GPUs on there is no room for all miners.
    long below = gpuWatts + minerWatts / 2;
    addDomain(site, grid, null, PowerDomainKind.INTERCONNECT, below + 400);
    addDomain(site, feeder, grid, PowerDomainKind.FEEDER, below + 200);
    addDomain(site, pdu, feeder, PowerDomainKind.CONTAINER_PDU, gpuWatts - random.nextInt(200));
  }

  /** Returns what the node draws with all its GPUs booked. */
  private long addNode(String name, GpuContainerId box, PowerDomainId pdu, GpuModel gpuModel) {
    int gpus = 2 + random.nextInt(3);
    long base = 150L + random.nextInt(100);
    boolean isBig = gpuModel.id().equals(BIG);
    nodes.add(
        new Node(
            new NodeId(name),
            box,
            pdu,
            gpuModel.id(),
            gpus,
            new Watts(base),
            150,
            HOST,
            isBig ? 2 : 1,
            isBig || random.nextBoolean() ? List.of() : List.of(new Taint(TAINT, 0)),
            SOURCE));
    return base + gpus * (gpuModel.peak().value() * 1150 / 1000 + 1);
  }

  private long addMiners(String name, PowerDomainId feeder) {
    long watts = 0;
    int groups = 1 + random.nextInt(2);
    for (int group = 1; group <= groups; group++) {
      long each = 400L + random.nextInt(1200);
      watts += each;
      miners.add(
          new MinerGroup(
              new MinerGroupId(name + "-miners-" + group),
              feeder,
              new Watts(each),
              1 + random.nextInt(4),
              15_000 + random.nextInt(10_000),
              MinerActuator.VIRTUAL,
              1 + random.nextInt(5_000),
              1 + random.nextInt(20_000),
              random.nextInt(2) * 120_000,
              random.nextInt(2) * 60_000,
              random.nextInt(1_000),
              SOURCE));
    }
    return watts;
  }

  private void addDomain(
      SiteId site,
      PowerDomainId id,
      @Nullable PowerDomainId parent,
      PowerDomainKind kind,
      long cap) {
    int permille = 800 + random.nextInt(201);
    long reserve = random.nextInt(50);
    long base = random.nextInt(50);
    long rating = (cap + reserve + base) * 1000 / permille + 1;
    domains.add(
        new PowerDomain(
            id,
            site,
            parent,
            kind,
            new Watts(rating),
            permille,
            new Watts(reserve),
            new Watts(base),
            SOURCE));
  }
}
