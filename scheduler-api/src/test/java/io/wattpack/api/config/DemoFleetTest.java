package io.wattpack.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.Site;
import io.wattpack.core.power.Cooling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo fleet shows what it is meant to show. */
class DemoFleetTest {
  private static final Path FILE = RepositoryFiles.path("deploy/examples/demo-fleet.yaml");
  private static final ModelId MODEL = new ModelId("all-minilm-l6-v2");
  private static final long DRAIN_SECONDS = 300;

  private static Fleet fleet = Fleet.EMPTY;

  @BeforeAll
  static void readTheFile() throws IOException {
    fleet =
        switch (FleetFile.read(FILE)) {
          case FleetFileResult.Valid valid -> valid.fleet();
          case FleetFileResult.Invalid invalid -> throw new AssertionError(invalid.format());
        };
  }

  @Test
  void shouldHaveThreeSitesNamedVirtual() {
    assertThat(fleet.sites())
        .extracting(site -> site.id().value())
        .containsExactly("georgia", "texas", "ontario");
    assertThat(fleet.sites())
        .extracting(Site::name)
        .allSatisfy(name -> assertThat(name).contains("virtual"));
  }

  @Test
  void shouldHaveSixtyNodesAndFourHundredGpus() {
    assertThat(fleet.nodes()).hasSize(60);
    assertThat(fleet.nodes().stream().mapToInt(Node::gpuCount).sum()).isEqualTo(400);
    assertThat(fleet.nodes().stream().map(Node::gpuModel).distinct()).hasSize(4);
  }

  @Test
  void shouldHaveThreeLevelsOfPowerDomainsAndMinersAtEverySite() {
    for (Site site : fleet.sites()) {
      assertThat(
              fleet.powerDomains().stream().filter(at(site)).mapToInt(DemoFleetTest::depth).max())
          .hasValue(3);
      assertThat(fleet.minerGroups())
          .anyMatch(miners -> at(site).test(domain(miners.powerDomain())));
    }
  }

  @Test
  void shouldShedWithinTwoSecondsWhenEverythingIsTold() {
    assertThat(fleet.sites())
        .allSatisfy(site -> assertThat(site.stopMillis()).isLessThanOrEqualTo(1000));
    assertThat(fleet.minerGroups())
        .allSatisfy(miners -> assertThat(miners.offMillis()).isLessThanOrEqualTo(1000));
    assertThat(fleet.minerGroups()).allMatch(MinerGroup::isSwitchable);
  }

  @Test
  void shouldCarryTheMinersAndThePoolsAtEveryDomain() {
    Map<PowerDomainId, Long> loads = loads(this::idleWatts, miners -> miners.watts().value());
    long poolWatts = poolReplicas() * dearestPoolRise();

    assertThat(fleet.powerDomains())
        .filteredOn(this::feedsPoolGpus)
        .allSatisfy(
            domain ->
                assertThat(cap(domain) - watts(loads, domain))
                    .isGreaterThan(riseWithin(domain, poolWatts)));
    assertThat(fleet.powerDomains())
        .allSatisfy(domain -> assertThat(watts(loads, domain)).isLessThan(cap(domain)));
  }

  @Test
  void shouldCarryAwayMoreHeatThanTheFeedersAllowUntilItGetsHot() {
    assertThat(fleet.gpuContainers())
        .allSatisfy(
            box -> {
              long idle =
                  fleet.nodes().stream()
                      .filter(node -> node.gpuContainer().equals(box.id()))
                      .mapToLong(this::idleWatts)
                      .sum();
              long mild = Cooling.capacity(cooling(box), Cooling.OUTSIDE_UNKNOWN);
              PowerDomain feeder = domain(box.powerDomain());
              assertThat(mild + Cooling.watts(mild, excess(box))).isGreaterThan(cap(feeder));
              assertThat(Cooling.capacity(cooling(box), 45_000)).isBetween(idle, mild - 1);
            });
  }

  @Test
  void shouldNotCarryEverythingAtOnceAtAnySite() {
    Map<PowerDomainId, Long> loads = loads(this::peakWatts, miners -> miners.watts().value());

    for (Site site : fleet.sites()) {
      PowerDomain top = fleet.powerDomains().stream().filter(at(site)).findFirst().orElseThrow();
      assertThat(watts(loads, top)).isGreaterThan(cap(top));
    }
  }

  @Test
  void shouldKeepABaseLoadAtEverySite() {
    Map<PowerDomainId, Long> floor = loads(this::idleWatts, miners -> 0);

    assertThat(fleet.powerDomains())
        .allSatisfy(domain -> assertThat(watts(floor, domain)).isPositive());
  }

  @Test
  void shouldAskForAReplicaPerSiteWhenAThousandShortLinesWait() {
    // Texts of 40 to 95 bytes, four bytes a token.
    assertThat(replicasFor(1_000 * 10)).isGreaterThanOrEqualTo(3);
    assertThat(replicasFor(20_000 * 10))
        .isGreaterThanOrEqualTo(pool(ServiceTier.STANDARD).replicasMax());
  }

  @Test
  void shouldServeOnlyTheModelThatIsPackaged() {
    assertThat(fleet.pools()).allSatisfy(pool -> assertThat(pool.id().model()).isEqualTo(MODEL));
    assertThat(pool(ServiceTier.INTERACTIVE).replicasMin()).isEqualTo(1);
    assertThat(pool(ServiceTier.STANDARD).replicasMax()).isEqualTo(12);
    assertThat(pool(ServiceTier.FLEX).replicasMax()).isEqualTo(12);
  }

  @Test
  void shouldCallFiguresMeasuredOnlyWhereTheyAre() {
    assertThat(fleet.gpuModels())
        .filteredOn(model -> model.source() == FigureSource.MEASURED)
        .extracting(model -> model.id().value())
        .containsExactly("h100-sxm", "a100-sxm-80");
    assertThat(fleet.modelProfiles())
        .filteredOn(profile -> profile.source() == FigureSource.MEASURED)
        .extracting(profile -> profile.model().value())
        .containsExactly("llama-3.1-8b", "qwen3-30b-a3b", "llama-3.1-70b");
  }

  private static long replicasFor(long tokens) {
    long slowest =
        fleet.modelProfiles().stream()
            .filter(profile -> profile.model().equals(MODEL))
            .mapToLong(profile -> profile.tokensPerSecond())
            .min()
            .orElseThrow();
    return Math.ceilDiv(tokens, slowest * DRAIN_SECONDS);
  }

  private static PoolSpec pool(ServiceTier tier) {
    return fleet.pools().stream()
        .filter(pool -> pool.id().tier() == tier)
        .findFirst()
        .orElseThrow();
  }

  private static long poolReplicas() {
    return fleet.pools().stream().mapToLong(PoolSpec::replicasMax).sum();
  }

  /** Watts by which the dearest GPU a pool may use rises. */
  private long dearestPoolRise() {
    return fleet.nodes().stream()
        .filter(this::isPoolNode)
        .mapToLong(this::rise)
        .max()
        .orElseThrow();
  }

  private long rise(Node node) {
    GpuModel gpu = gpu(node);
    return withOverhead(node, gpu.peak().value() - gpu.idle().value());
  }

  /**
   * What the pools can draw in a domain at most: every replica on a GPU of its own, as far as there
   * are any.
   */
  private long riseWithin(PowerDomain domain, long poolWatts) {
    long all =
        fleet.nodes().stream()
            .filter(node -> isPoolNode(node) && isWithin(node.powerDomain(), domain.id()))
            .mapToLong(node -> node.gpuCount() * rise(node))
            .sum();
    long watts = Math.min(all, poolWatts / 3); // Pools spread over the sites.
    long excess = fleet.gpuContainers().stream().mapToLong(DemoFleetTest::excess).max().orElse(0);
    return watts + Cooling.watts(watts, excess);
  }

  private boolean feedsPoolGpus(PowerDomain domain) {
    return fleet.nodes().stream()
        .anyMatch(node -> isPoolNode(node) && isWithin(node.powerDomain(), domain.id()));
  }

  private boolean isPoolNode(Node node) {
    return fleet.modelProfiles().stream()
        .anyMatch(
            profile -> profile.model().equals(MODEL) && profile.gpuModel().equals(node.gpuModel()));
  }

  private static boolean isWithin(PowerDomainId domain, PowerDomainId top) {
    for (PowerDomainId at = domain; at != null; at = domain(at).parent()) {
      if (at.equals(top)) {
        return true;
      }
    }
    return false;
  }

  private long idleWatts(Node node) {
    return node.base().value() + node.gpuCount() * withOverhead(node, gpu(node).idle().value());
  }

  private long peakWatts(Node node) {
    return idleWatts(node) + node.gpuCount() * rise(node);
  }

  private static long withOverhead(Node node, long watts) {
    return Math.ceilDiv((1000L + node.overheadPermille()) * watts, 1000L);
  }

  private static GpuModel gpu(Node node) {
    Map<GpuModelId, GpuModel> models =
        fleet.gpuModels().stream().collect(Collectors.toMap(GpuModel::id, model -> model));
    return models.get(node.gpuModel());
  }

  private static Map<PowerDomainId, Long> loads(
      ToLongFunction<Node> nodeWatts, ToLongFunction<MinerGroup> minerWatts) {
    Map<PowerDomainId, Long> loads = new LinkedHashMap<>();
    fleet.powerDomains().forEach(domain -> add(loads, domain.id(), domain.base().value()));
    fleet.nodes().forEach(node -> add(loads, node.powerDomain(), nodeWatts.applyAsLong(node)));
    fleet.gpuContainers().forEach(box -> addCooling(loads, box, nodeWatts));
    fleet
        .minerGroups()
        .forEach(miners -> add(loads, miners.powerDomain(), minerWatts.applyAsLong(miners)));
    return loads;
  }

  /** Of a GPU container of which nobody has told the weather. */
  private static void addCooling(
      Map<PowerDomainId, Long> loads, GpuContainer box, ToLongFunction<Node> nodeWatts) {
    long watts =
        fleet.nodes().stream()
            .filter(node -> node.gpuContainer().equals(box.id()))
            .mapToLong(nodeWatts)
            .sum();
    add(loads, cooling(box).powerDomain(), Cooling.watts(watts, excess(box)));
  }

  private static GpuContainerCooling cooling(GpuContainer box) {
    return Objects.requireNonNull(box.cooling());
  }

  private static long excess(GpuContainer box) {
    return Cooling.excessMillionths(cooling(box), Cooling.OUTSIDE_UNKNOWN);
  }

  private static void add(Map<PowerDomainId, Long> loads, PowerDomainId domain, long watts) {
    for (PowerDomainId at = domain; at != null; at = domain(at).parent()) {
      loads.merge(at, watts, Long::sum);
    }
  }

  private static long watts(Map<PowerDomainId, Long> loads, PowerDomain domain) {
    return loads.getOrDefault(domain.id(), 0L);
  }

  private static long cap(PowerDomain domain) {
    return domain.rating().value() * domain.continuousPermille() / 1000 - domain.reserve().value();
  }

  private static int depth(PowerDomain domain) {
    return domain.parent() == null ? 1 : 1 + depth(domain(domain.parent()));
  }

  private static PowerDomain domain(PowerDomainId id) {
    return fleet.powerDomains().stream()
        .filter(domain -> domain.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Predicate<PowerDomain> at(Site site) {
    return domain -> domain.site().equals(site.id());
  }
}
