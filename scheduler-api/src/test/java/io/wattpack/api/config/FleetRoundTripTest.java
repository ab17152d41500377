package io.wattpack.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.engine.StepResult;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.ManagedBy;
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
import io.wattpack.core.model.TransformerCooling;
import io.wattpack.core.model.Weekday;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever fleet a file can describe, written and read again it is the same fleet. */
class FleetRoundTripTest {
  private static final List<String> NAMES =
      List.of(
          "Georgia (virtual)",
          "#1",
          "a: b",
          "'quoted'",
          "\"x\\y\"",
          "no",
          "12",
          "Zürich 🔌",
          "- x",
          "{",
          "*",
          "é\u2028z");

  private static final List<String> TAINTS = List.of("burn-in", "no", "7");

  @Property(tries = 200)
  void shouldReadBackEqualWhenWritten(@ForAll long seed) {
    Fleet fleet = new RandomFleet(seed).build();

    String text = FleetFile.write(fleet);

    assertThat(FleetFile.read(text))
        .as("seed %d\n%s", seed, text)
        .isEqualTo(new FleetFileResult.Valid(fleet));
    assertThat(FleetDiff.between(fleet, fleet)).isEmpty();
  }

  /** What the file's rules let through must not be refused later, without a path and a line. */
  @Property(tries = 40)
  void shouldBeTakenByTheSchedulerWhenTheFileIsAccepted(@ForAll long seed) {
    Fleet fleet = new RandomFleet(seed).build();
    EpochMillis now = new EpochMillis(1);
    Engine engine = Engine.create();

    StepResult result =
        engine.step(
            new StepInput(
                now, List.of(new Input(1, now, new FleetApplied(fleet, ManagedBy.FILE)))));

    assertThat(result.plan().refusals()).as("seed %d", seed).isEmpty();
    assertThat(engine.fleet()).isEqualTo(fleet);
  }

  @Property(tries = 100)
  void shouldListADifferenceWhenTwoFleetsAreNotTheSame(@ForAll long seed, @ForAll long otherSeed) {
    Fleet fleet = new RandomFleet(seed).build();
    Fleet other = new RandomFleet(otherSeed).build();

    assertThat(FleetDiff.between(fleet, other).isEmpty()).isEqualTo(fleet.equals(other));
  }

  @Test
  void shouldReadBackEqualWhenTheFleetIsEmpty() {
    assertThat(FleetFile.read(FleetFile.write(Fleet.EMPTY)))
        .isEqualTo(new FleetFileResult.Valid(Fleet.EMPTY));
  }

  @Test
  void shouldWriteEqualNodesAsOneGroup() {
    RandomFleet random = new RandomFleet(1);
    GpuContainer box = new GpuContainer(new GpuContainerId("box"), new PowerDomainId("grid"));
    Node first = random.node("ga-a-1", box);
    List<Node> nodes =
        List.of(
            first,
            FleetReader.withId(first, new NodeId("ga-a-2")),
            FleetReader.withId(first, new NodeId("ga-a-4")));

    assertThat(NodeGroup.of(nodes)).extracting(NodeGroup::count).containsExactly(2, 1);
    assertThat(NodeGroup.of(nodes).getFirst().prefix()).isEqualTo("ga-a");
  }

  /** Builds fleets in the order of a file: the tree from the top down. */
  private static final class RandomFleet {
    private final Random random;
    private final List<Site> sites = new ArrayList<>();
    private final List<PowerDomain> domains = new ArrayList<>();
    private final List<GpuContainer> boxes = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<MinerGroup> miners = new ArrayList<>();
    private final List<Tenant> tenants = new ArrayList<>();
    private int next;

    RandomFleet(long seed) {
      random = new Random(seed);
    }

    Fleet build() {
      for (int i = random.nextInt(4); i > 0; i--) {
        site();
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        tenant(null, 0);
      }
      nodes.replaceAll(this::perhapsFedFromBelow);
      List<GpuModel> models = List.of(gpuModel("l4"), gpuModel("h100"));
      return new Fleet(sites, domains, boxes, nodes, models, miners, profiles(), pools(), tenants);
    }

    private void site() {
      SiteId id = new SiteId(id("site"));
      sites.add(
          new Site(
              id,
              name(id.value()),
              SiteKind.VIRTUAL,
              "ERCOT-HB",
              "US-TX",
              upTo(5000),
              upTo(5000),
              taints(),
              upTo(2)));
      domain(id, null, 0);
    }

    private void domain(SiteId site, PowerDomain parent, int depth) {
      PowerDomainKind kind =
          parent == null ? PowerDomainKind.INTERCONNECT : PowerDomainKind.values()[depth];
      PowerDomain domain =
          new PowerDomain(
              new PowerDomainId(id("domain")),
              site,
              parent == null ? null : parent.id(),
              kind,
              Watts.of(10_000_000_000L - upTo(1000)),
              1 + random.nextInt(999) + (parent == null ? 1 : 0),
              Watts.of(upTo(1000)),
              Watts.of(upTo(10)),
              TransformerCooling.NONE,
              1 + random.nextInt(3),
              1000,
              upTo(5001),
              contract(),
              source());
      domains.add(domain);
      box(domain);
      minerGroup(domain);
      for (int i = random.nextInt(3); i > 0 && depth < 4; i--) {
        domain(site, domain, depth + 1);
      }
    }

    private List<ContractWindow> contract() {
      List<ContractWindow> windows = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        windows.add(
            new ContractWindow(
                random.nextInt(ContractWindow.MINUTES),
                random.nextInt(ContractWindow.MINUTES),
                List.of(Weekday.values()).subList(random.nextInt(7), 7),
                Watts.of(10_000_000_000L - upTo(1000)),
                random.nextInt(200) - 100));
      }
      return windows;
    }

    private void box(PowerDomain domain) {
      GpuContainerId id = new GpuContainerId(id("box"));
      GpuContainer box = new GpuContainer(id, domain.id(), taints(), cooling(domain), upTo(2));
      boxes.add(box);
      String prefix = id("node");
      Node first = node(prefix + "-1", box);
      for (int i = 1; i <= random.nextInt(4); i++) {
        nodes.add(FleetReader.withId(first, new NodeId(prefix + "-" + i)));
      }
      nodes.add(node(id("single"), box));
    }

    /** Miners hang under the domain too, so that no heat may bound it. */
    private @Nullable GpuContainerCooling cooling(PowerDomain domain) {
      PowerDomainId parent = domain.parent();
      return random.nextBoolean()
          ? null
          : new GpuContainerCooling(
              random.nextInt(1000),
              random.nextInt(10),
              random.nextInt(30_000),
              null,
              0,
              35_000,
              parent == null || random.nextBoolean() ? domain.id() : parent);
    }

    Node node(String id, GpuContainer box) {
      int gpus = 1 + random.nextInt(2);
      return new Node(
          new NodeId(id),
          box.id(),
          box.powerDomain(),
          new GpuModelId(random.nextBoolean() ? "l4" : "h100"),
          gpus,
          Watts.of(upTo(10)),
          random.nextInt(1001),
          new Host(upTo(3), new Mebibytes(upTo(3)), cpuPackage()),
          1 + random.nextInt(gpus),
          nodeTaints(gpus),
          source());
    }

    private @Nullable CpuPackage cpuPackage() {
      return random.nextBoolean()
          ? null
          : new CpuPackage(Watts.of(upTo(9)), Watts.of(9 + upTo(9)), 1 + random.nextInt(9));
    }

    private List<Taint> nodeTaints(int gpus) {
      List<Taint> taints = new ArrayList<>();
      taints().forEach(key -> taints.add(Taint.ofNode(key)));
      taints().forEach(key -> taints.add(new Taint(key, random.nextInt(gpus))));
      return taints;
    }

    private List<String> taints() {
      return TAINTS.subList(0, random.nextInt(TAINTS.size() + 1));
    }

    private Node perhapsFedFromBelow(Node node) {
      List<PowerDomainId> feeders = new ArrayList<>(List.of(node.powerDomain()));
      domains.stream()
          .filter(domain -> node.powerDomain().equals(domain.parent()))
          .forEach(domain -> feeders.add(domain.id()));
      return new Node(
          node.id(),
          node.gpuContainer(),
          feeders.get(random.nextInt(feeders.size())),
          node.gpuModel(),
          node.gpuCount(),
          node.base(),
          node.overheadPermille(),
          node.host(),
          node.linkedGpus(),
          node.taints(),
          node.source());
    }

    private void minerGroup(PowerDomain domain) {
      MinerActuator actuator =
          MinerActuator.values()[random.nextInt(MinerActuator.values().length)];
      miners.add(
          new MinerGroup(
              new MinerGroupId(id("miner")),
              domain.id(),
              Watts.of(1 + upTo(100)),
              1 + random.nextInt(20),
              1 + random.nextInt(30_000),
              actuator,
              upTo(5000),
              upTo(5000),
              upTo(5000),
              upTo(5000),
              upTo(5000),
              source()));
    }

    private void tenant(TenantId parent, int depth) {
      TenantId id = new TenantId(id("tenant"));
      tenants.add(new Tenant(id, name(id.value()), parent, 1 + random.nextInt(9)));
      for (int i = random.nextInt(3); i > 0 && depth < 4; i--) {
        tenant(id, depth + 1);
      }
    }

    private GpuModel gpuModel(String id) {
      return new GpuModel(
          new GpuModelId(id),
          new Mebibytes(1000),
          Watts.of(upTo(9)),
          Watts.of(20 + upTo(9)),
          Watts.of(10 + upTo(9)),
          id.equals("h100") ? MigLayout.H100_80 : MigLayout.NONE,
          source());
    }

    private List<ModelProfile> profiles() {
      return List.of(
          profile("org/mini:1", "l4", 1, new GpuShare(1 + random.nextInt(999)), needs(null), 1),
          profile("mini", "h100", 1, GpuShare.WHOLE, needs("1g.10gb+me"), 1),
          profile("mini", "h100", 1 + random.nextInt(8), GpuShare.WHOLE, needs(null), 2));
    }

    private NodeNeeds needs(@Nullable String mig) {
      return new NodeNeeds(upTo(3), new Mebibytes(upTo(3)), random.nextBoolean(), mig);
    }

    private ModelProfile profile(
        String model, String gpu, int count, GpuShare share, NodeNeeds needs, int members) {
      return new ModelProfile(
          new ModelId(model),
          new GpuModelId(gpu),
          count,
          share,
          new Mebibytes(1 + upTo(1000)),
          needs,
          members,
          1 + upTo(1000),
          upTo(1000),
          upTo(1000),
          source());
    }

    private List<PoolSpec> pools() {
      ServiceTier tier = ServiceTier.values()[random.nextInt(3)];
      return List.of(
          new PoolSpec(
              new PoolId(new ModelId("org/mini:1"), tier),
              random.nextInt(3),
              3 + random.nextInt(9),
              new PlacementRules(spread(), taints())));
    }

    private List<SpreadLimit> spread() {
      List<SpreadLimit> limits = new ArrayList<>();
      for (SpreadLevel level : SpreadLevel.values()) {
        if (random.nextInt(3) == 0) {
          limits.add(new SpreadLimit(level, 1 + random.nextInt(9)));
        }
      }
      return limits;
    }

    private String id(String kind) {
      return kind + "." + next++ + (random.nextBoolean() ? "_x" : "");
    }

    private String name(String id) {
      return random.nextBoolean() ? id : NAMES.get(random.nextInt(NAMES.size()));
    }

    private FigureSource source() {
      return random.nextBoolean() ? FigureSource.MEASURED : FigureSource.ASSUMED;
    }

    private long upTo(int bound) {
      return random.nextInt(bound);
    }
  }
}
