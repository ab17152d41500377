package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.Closure.CORDONED;
import static io.wattpack.core.model.Closure.DRAINED;
import static io.wattpack.core.model.Closure.OPEN;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.Input;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.state.NodeStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClosedPlacesTest {
  private static final NodeId N1 = new NodeId("n1");

  private static FleetFixture two() {
    return fleet()
        .site("east", 20_000)
        .node("n1", "east", 2)
        .site("west", 20_000)
        .node("n2", "west", 2)
        .model("mini", 500)
        .pool("mini", STANDARD, 0, 4);
  }

  private static Scene closed(Scene scene, Place place, Closure closure) {
    return scene.happens(new PlaceClosed(place, closure, null));
  }

  private static NodeStatus node(Scene scene, String id) {
    return scene.engine.status().nodes().stream()
        .filter(node -> node.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  static List<Place> placesOfN1() {
    return List.of(
        new SiteId("east"), new GpuContainerId("box-n1"), N1, new GpuId(N1, 0), new GpuId(N1, 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("placesOfN1")
  void shouldStopWhatRunsAtADrainedPlace(Place place) {
    Scene scene = given(two()).task("t1", STANDARD, 2, 1000).steps();
    assertThat(scene.nodesOf("t1")).containsExactly("n1");

    closed(scene, place, DRAINED).steps();

    assertThat(scene.decisions(ReplicaStop.class))
        .extracting(stop -> stop.reason().code())
        .containsExactly(ReasonCode.DRAINED);
    assertThat(scene.engine.status().placement().closures())
        .containsExactly(new PlaceClosed(place, DRAINED, null));
  }

  @Test
  void shouldLeaveAloneWhatRunsBesideADrainedGpu() {
    Scene scene = given(two()).task("t1", STANDARD, 1, 1000).task("t2", STANDARD, 1, 1000).steps();

    closed(scene, new GpuId(N1, 1), DRAINED).steps();

    assertThat(scene.stops()).containsExactly(2L);
    assertThat(node(scene, "n1").gpuClosures()).containsExactly(OPEN, DRAINED);
    assertThat(node(scene, "n1").closure()).isEqualTo(OPEN);
  }

  @Test
  void shouldLeaveWhatRunsAtACordonedPlace() {
    Scene scene = given(two()).task("t1", STANDARD, 1, 1000).steps();

    closed(scene, N1, CORDONED).steps();

    assertThat(scene.stops()).isEmpty();
    assertThat(node(scene, "n1").closure()).isEqualTo(CORDONED);
  }

  @Test
  void shouldStopEachReplicaOnceWhenItsPlaceIsDrainedTwice() {
    Scene scene = given(two()).task("t1", STANDARD, 1, 1000).steps();

    closed(scene, N1, DRAINED).steps();
    closed(scene, new SiteId("east"), DRAINED).steps();

    assertThat(scene.stops()).isEmpty();
  }

  @Test
  void shouldStopNothingWhenADrainIsTakenBackBeforeTheStep() {
    Scene scene = given(two()).task("t1", STANDARD, 1, 1000).steps();

    closed(closed(scene, N1, DRAINED), N1, OPEN).steps();

    assertThat(scene.stops()).isEmpty();
    assertThat(scene.engine.status().placement().closures()).isEmpty();
  }

  @Test
  void shouldOpenByItselfAtTheEnd() {
    Scene scene = given(two());
    long end = scene.now() + 5_000;

    scene.happens(new PlaceClosed(N1, CORDONED, new EpochMillis(end))).steps();
    assertThat(scene.nextWake()).isEqualTo(new EpochMillis(end));
    assertThat(node(scene, "n1").closure()).isEqualTo(CORDONED);

    scene.later(5_000).steps();
    assertThat(node(scene, "n1").closure()).isEqualTo(OPEN);
    assertThat(scene.engine.status().placement().closures()).isEmpty();
  }

  @Test
  void shouldTellManyToStopOverSeveralBoundedSteps() {
    FleetFixture large = fleet().site("solo", 10_000_000);
    for (int i = 0; i < 40; i++) {
      large.node("n%02d".formatted(i), "solo", 8);
    }
    Scene scene = given(large);
    for (int i = 0; i < 300; i++) {
      scene.task("t" + i, STANDARD, 1, 1000);
    }
    scene.steps();

    closed(scene, new SiteId("solo"), DRAINED).steps();

    assertThat(scene.stops()).hasSize(300).isSorted();
    assertThat(scene.plans.getFirst().bundles()).hasSize(256);
  }

  @Test
  void shouldStopPoolReplicasAtADrainedPlaceAndReplaceThem() {
    Scene scene = given(two()).batch("b1", "mini", STANDARD, 600_000, 9).steps();
    int running = scene.pool("mini", STANDARD).running();

    closed(scene, N1, DRAINED).steps().stopsConfirmed().steps();

    assertThat(scene.nodesOf("mini/standard")).hasSizeGreaterThanOrEqualTo(running);
  }

  @Test
  void shouldKnowWhichNodesAreGone() {
    Scene scene = given(two());

    scene.happens(new NodeReadinessChanged(N1, false)).steps();
    assertThat(node(scene, "n1").isReady()).isFalse();

    scene.happens(new NodeReadinessChanged(N1, false)).steps();
    assertThat(scene.refusals()).containsExactly(ReasonCode.NOT_APPLICABLE);

    scene.happens(new NodeReadinessChanged(N1, true)).steps();
    assertThat(node(scene, "n1").isReady()).isTrue();
  }

  @Test
  void shouldRefuseToCloseWhatTheFleetDoesNotHave() {
    Scene scene = given(two());

    closed(scene, new NodeId("nowhere"), DRAINED);
    closed(scene, new GpuId(N1, 2), DRAINED);
    scene.happens(new NodeReadinessChanged(new NodeId("nowhere"), false)).steps();

    assertThat(scene.refusals()).hasSize(3).containsOnly(ReasonCode.UNKNOWN_ID);
  }

  @Test
  void shouldComeBackFromAnImageWithPlacesClosedAndNodesGone() {
    Scene scene = given(two()).task("t1", STANDARD, 1, 1000).steps();
    scene
        .happens(new PlaceClosed(new SiteId("west"), CORDONED, new EpochMillis(scene.now() + 9)))
        .happens(new NodeReadinessChanged(new NodeId("n2"), false))
        .happens(new PolicyApplied(PlacementPolicy.of(PolicyName.FGD)))
        .steps();
    // Drained, but not stepped yet: what must go follows from the state.
    scene.engine.recover(
        List.of(new Input(100, new EpochMillis(scene.now()), new PlaceClosed(N1, DRAINED, null))),
        new Plan(
            100,
            new EpochMillis(scene.now()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));

    Engine restored = Engine.restore(scene.engine.image());

    assertThat(restored.image()).isEqualTo(scene.engine.image());
    assertThat(restored.digest()).isEqualTo(scene.engine.digest());
    assertThat(restored.status()).isEqualTo(scene.engine.status());
    StepInput next = new StepInput(new EpochMillis(scene.now()), List.of());
    assertThat(restored.fork().step(next).plan()).isEqualTo(scene.engine.step(next).plan());
    assertThat(restored.status().placement().policy().name()).isEqualTo(PolicyName.FGD);
  }
}
