package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.Taint;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What of hosts, taints, gangs, slices, spread limits and contracts a fleet may say. */
class FleetRulesTest {
  private static final long FIGURE_MAX = 1_000_000_000L;

  @ParameterizedTest(name = "{index}")
  @MethodSource("sound")
  void shouldApplyAFleetThatHoldsTogether(Fleet fleet) {
    Scene scene = given(fleet());

    scene.happens(new FleetApplied(fleet, ManagedBy.FILE)).steps();

    assertThat(scene.refusals()).isEmpty();
    assertThat(scene.engine.fleet()).isEqualTo(fleet);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("unsound")
  void shouldRefuseAFleetThatDoesNot(Fleet fleet) {
    Scene scene = given(fleet());

    scene.happens(new FleetApplied(fleet, ManagedBy.FILE)).steps();

    assertThat(scene.refusals()).containsExactly(ReasonCode.INVALID_FLEET);
  }

  static List<Fleet> sound() {
    return List.of(
        node(new Host(FIGURE_MAX, new Mebibytes(FIGURE_MAX), null), 4),
        node(Host.NOT_COUNTED, 1, new Taint("a", -1), new Taint("b", 3)),
        node(Host.NOT_COUNTED, 1, taints(62)),
        base().contract("solo", 23, 0, 0).build(),
        profile(8, 1000, 4, NodeNeeds.NONE),
        profile(1, 300, 1, new NodeNeeds(1_000, new Mebibytes(1_000), false, null)),
        profile(1, 1000, 1, slice("3g.40gb")),
        pool(new SpreadLimit(SpreadLevel.SITE, 1), new SpreadLimit(SpreadLevel.NODE, 1)));
  }

  static List<Fleet> unsound() {
    return List.of(
        node(new Host(FIGURE_MAX + 1, Mebibytes.ZERO, null), 1),
        node(new Host(-1, Mebibytes.ZERO, null), 1),
        node(new Host(0, new Mebibytes(FIGURE_MAX + 1), null), 1),
        node(Host.NOT_COUNTED, 0),
        node(Host.NOT_COUNTED, 5),
        node(Host.NOT_COUNTED, 1, new Taint("a", -2)),
        node(Host.NOT_COUNTED, 1, new Taint("a", 4)),
        node(Host.NOT_COUNTED, 1, taints(63)),
        base().contract("solo", 24, 0, 5).build(),
        base().contract("solo", 0, -1, 5).build(),
        profile(1, 1000, 0, NodeNeeds.NONE),
        profile(1, 300, 2, NodeNeeds.NONE),
        profile(2, 1000, 1, slice("3g.40gb")),
        profile(1, 1000, 2, slice("3g.40gb")),
        profile(1, 1000, 1, slice("3g.20gb")),
        profile(1, 1000, 1, new NodeNeeds(-1, Mebibytes.ZERO, false, null)),
        pool(new SpreadLimit(SpreadLevel.SITE, 0)),
        pool(new SpreadLimit(SpreadLevel.SITE, 1), new SpreadLimit(SpreadLevel.SITE, 2)));
  }

  private static Taint[] taints(int keys) {
    return IntStream.range(0, keys).mapToObj(i -> Taint.ofNode("k" + i)).toArray(Taint[]::new);
  }

  private static FleetFixture base() {
    return fleet().site("solo", 20_000);
  }

  private static NodeNeeds slice(String profile) {
    return new NodeNeeds(0, Mebibytes.ZERO, false, profile);
  }

  private static Fleet node(Host host, int linkedGpus, Taint... taints) {
    FleetFixture fleet = base().node("n1", "solo", 4);
    Node node = fleet.nodes().removeFirst();
    fleet
        .nodes()
        .add(
            new Node(
                node.id(),
                node.gpuContainer(),
                node.powerDomain(),
                node.gpuModel(),
                node.gpuCount(),
                node.base(),
                node.overheadPermille(),
                host,
                linkedGpus,
                List.of(taints),
                node.source()));
    return fleet.build();
  }

  private static Fleet profile(int gpus, int milli, int members, NodeNeeds needs) {
    FleetFixture fleet = base().model("mini", 1000);
    GpuModel sheet = fleet.gpuModels().removeFirst();
    fleet
        .gpuModels()
        .add(
            new GpuModel(
                sheet.id(),
                sheet.memory(),
                sheet.idle(),
                sheet.peak(),
                sheet.capMin(),
                MigLayout.H100_80,
                sheet.source()));
    ModelProfile profile = fleet.profiles().removeFirst();
    fleet
        .profiles()
        .add(
            new ModelProfile(
                profile.model(),
                profile.gpuModel(),
                gpus,
                new GpuShare(milli),
                profile.memory(),
                needs,
                members,
                profile.tokensPerSecond(),
                profile.millijoulesPerToken(),
                profile.loadMillis(),
                FigureSource.ASSUMED));
    return fleet.build();
  }

  private static Fleet pool(SpreadLimit... limits) {
    FleetFixture fleet = base().model("mini", 1000).pool("mini", STANDARD, 0, 1);
    PoolSpec pool = fleet.pools().removeFirst();
    PlacementRules rules = new PlacementRules(List.of(limits), Collections.nCopies(64, "key"));
    fleet.pools().add(new PoolSpec(pool.id(), 0, 1, rules));
    return fleet.build();
  }
}
