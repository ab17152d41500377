package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.plan.image.FleetDrain;
import io.wattpack.core.state.NodeStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A fleet edit that takes away what is in use comes into force once that is confirmed gone. */
class FleetDrainsTest {
  private static FleetFixture site() {
    return fleet()
        .site("solo", 20_000)
        .domain("left", "solo", 10_000)
        .domain("right", "solo", 10_000)
        .gpuModel("other", 40_000);
  }

  private static FleetFixture two() {
    return site().node("n1", "left", 2).node("n2", "right", 2);
  }

  private static FleetFixture onlyN2() {
    return site().node("n2", "right", 2);
  }

  private static @Nullable FleetDrain drain(Scene scene) {
    return scene.engine.status().placement().drain();
  }

  private static List<String> nodes(Scene scene) {
    return scene.engine.status().nodes().stream()
        .map(NodeStatus::id)
        .map(NodeId::value)
        .sorted()
        .toList();
  }

  private static List<ReasonCode> why(Scene scene, Class<? extends Decision> kind) {
    return scene.decisions(kind).stream().map(decision -> decision.reason().code()).toList();
  }

  @Test
  void shouldKeepARemovedNodeUntilItsLastReplicaIsGone() {
    Scene scene = given(two()).task("t1", STANDARD, 2, 1000).steps();
    assertThat(scene.nodesOf("t1")).containsExactly("n1");

    scene.fleet(onlyN2()).steps();
    assertThat(why(scene, ReplicaStop.class)).containsExactly(ReasonCode.DRAINED);
    assertThat(nodes(scene)).containsExactly("n1", "n2");
    assertThat(drain(scene).nodes()).containsExactly(new NodeId("n1"));

    scene.stopsConfirmed().steps();
    assertThat(nodes(scene)).containsExactly("n2");
    assertThat(drain(scene)).isNull();
    assertThat(scene.engine.fleet()).isEqualTo(onlyN2().build());
    assertThat(scene.nodesOf("t1")).containsExactly("n2");
  }

  @Test
  void shouldStartNothingOnWhatIsGivenUp() {
    Scene scene = given(two()).task("t1", STANDARD, 1, 1000).steps();

    scene.fleet(onlyN2()).task("t2", STANDARD, 1, 1000).steps();

    assertThat(scene.nodesOf("t2")).containsExactly("n2");
  }

  @Test
  void shouldTakeOutAtOnceWhatIsNotInUse() {
    Scene scene = given(two().node("n3", "left", 2)).task("t1", STANDARD, 1, 1000).steps();
    String used = scene.nodesOf("t1").getFirst();

    scene.fleet(onlyN2()).steps();

    assertThat(nodes(scene)).containsExactly(used, "n2");
  }

  @Test
  void shouldLeaveANodeAsItWasUntilItIsEmpty() {
    Scene scene = given(two()).task("t1", STANDARD, 2, 1000).steps();
    Fleet changed = site().node("n1", "left", "other", 8).node("n2", "right", 2).build();

    scene.happens(new FleetApplied(changed, ManagedBy.FILE)).steps();
    assertThat(node(scene, "n1").gpus()).isEqualTo(2);

    scene.stopsConfirmed().steps();
    assertThat(node(scene, "n1").gpus()).isEqualTo(8);
    assertThat(scene.engine.fleet()).isEqualTo(changed);
  }

  private static NodeStatus node(Scene scene, String id) {
    return scene.engine.status().nodes().stream()
        .filter(node -> node.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldKeepWhatFeedsANodeThatIsGivenUp() {
    Scene scene = given(two()).task("t1", STANDARD, 2, 1000).steps();
    long before = scene.domain("solo").ceiling().value();
    Fleet rightOnly =
        fleet().site("solo", 20_000).domain("right", "solo", 10_000).node("n2", "right", 2).build();

    scene.happens(new FleetApplied(rightOnly, ManagedBy.FILE)).steps();
    assertThat(scene.domain("left").domain().id().value()).isEqualTo("left");
    assertThat(scene.domain("solo").ceiling().value()).isEqualTo(before);

    scene.stopsConfirmed().steps();
    assertThat(scene.engine.status().domains()).hasSize(2);
    assertThat(scene.engine.fleet()).isEqualTo(rightOnly);
  }

  @Test
  void shouldMoveANodeToAnotherDomainOnceItIsEmpty() {
    Scene scene = given(two()).task("t1", STANDARD, 2, 1000).steps();
    FleetFixture moved = site().node("n1", "right", 2).node("n2", "right", 2);

    scene.fleet(moved).steps();
    assertThat(scene.domain("left").ceiling().value()).isEqualTo(200 + 2 * FleetFixture.RISE);

    scene.stopsConfirmed().steps();
    assertThat(scene.domain("left").ceiling().value()).isZero();
    assertThat(scene.engine.fleet()).isEqualTo(moved.build());
  }

  @Test
  void shouldLetAPoolGoWithItsReplicas() {
    FleetFixture served = two().model("mini", 500).pool("mini", STANDARD, 2, 4);
    Scene scene = given(served).steps();
    assertThat(scene.nodesOf("mini/standard")).hasSize(2);

    scene.fleet(two().model("mini", 500)).steps();
    assertThat(why(scene, ReplicaStop.class))
        .containsExactly(ReasonCode.DRAINED, ReasonCode.DRAINED);
    assertThat(scene.pool("mini", STANDARD).target()).isZero();

    scene.batch("b1", "mini", STANDARD, 1_000, 1).steps();
    assertThat(scene.refusals()).containsExactly(ReasonCode.MODEL_NOT_SERVED);

    scene.stopsConfirmed().steps();
    assertThat(scene.engine.status().pools()).isEmpty();
    assertThat(drain(scene)).isNull();
  }

  @Test
  void shouldReplaceReplicasWhoseProfileIsGone() {
    FleetFixture half = two().model("mini", 500).pool("mini", STANDARD, 2, 4);
    Scene scene = given(half).steps();

    scene.fleet(two().model("mini", 1000).pool("mini", STANDARD, 2, 4)).steps();
    assertThat(scene.stops()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(drain(scene)).isNull();

    scene.stopsConfirmed().steps();
    assertThat(scene.engine.status().replicas())
        .hasSize(2)
        .allSatisfy(
            replica -> assertThat(replica.devices().getFirst().share().milli()).isEqualTo(1000));
  }

  @Test
  void shouldSwitchMinersOffBeforeTheyGo() {
    Scene scene = given(two().miner("m1", "left", 500, 20_000)).minersConfirmed().steps();
    assertThat(scene.miner("m1")).isEqualTo(MinerState.ON);

    scene.fleet(two()).steps();
    assertThat(why(scene, MinerOff.class)).containsExactly(ReasonCode.DRAINED);
    assertThat(drain(scene).miners()).containsExactly(new MinerGroupId("m1"));

    scene.minersConfirmed().steps();
    assertThat(scene.engine.status().miners()).isEmpty();
    assertThat(drain(scene)).isNull();
  }

  @Test
  void shouldWaitForTheLastThingInUse() {
    Scene scene =
        given(two().miner("m1", "left", 500, 20_000))
            .minersConfirmed()
            .task("t1", STANDARD, 1, 1000)
            .task("t2", FLEX, 1, 1000)
            .steps();
    scene.fleet(onlyN2()).steps();
    FleetDrain under = drain(scene);

    scene.minerStopped("m1").steps();
    assertThat(drain(scene)).isEqualTo(under);
    scene.stopped(1, StopCause.REQUESTED).steps();
    assertThat(drain(scene)).isEqualTo(under);
    scene.stopped(2, StopCause.COMPLETED).steps();
    assertThat(drain(scene)).isNull();
  }

  @Test
  void shouldTakeANodeBackThatAnotherEditWantsAgain() {
    Scene scene = given(two()).task("t1", STANDARD, 1, 1000).task("t2", STANDARD, 1, 1000).steps();
    scene.fleet(onlyN2()).fleet(two()).steps();

    assertThat(scene.stops()).isEmpty();
    assertThat(drain(scene)).isNull();
    assertThat(scene.engine.fleet()).isEqualTo(two().build());
  }

  @Test
  void shouldComeBackInTheMiddleOfADrain() {
    FleetFixture served =
        two().model("mini", 500).pool("mini", STANDARD, 2, 4).miner("m1", "left", 500, 20_000);
    Scene scene = given(served).minersConfirmed().task("t1", FLEX, 1, 1000).steps();
    scene.fleet(onlyN2());
    scene.steps();

    Engine restored = Engine.restore(scene.engine.image());
    assertThat(restored.digest()).isEqualTo(scene.engine.digest());
    assertThat(restored.image()).isEqualTo(scene.engine.image());

    Engine fork = scene.engine.fork();
    for (Input input : confirmations(scene)) {
      StepInput step = new StepInput(input.at(), List.of(input));
      StepResult lived = scene.engine.step(step);
      assertThat(restored.step(step)).isEqualTo(lived);
      assertThat(fork.step(step)).isEqualTo(lived);
      assertThat(restored.digest()).isEqualTo(scene.engine.digest());
    }
    assertThat(restored.fleet()).isEqualTo(onlyN2().build());
  }

  private static List<Input> confirmations(Scene scene) {
    EpochMillis at = new EpochMillis(scene.now());
    List<Input> inputs = new ArrayList<>();
    for (long replica = 1; replica <= 3; replica++) {
      inputs.add(
          new Input(
              100 + replica, at, new ReplicaStopped(new ReplicaId(replica), StopCause.REQUESTED)));
    }
    inputs.add(new Input(110, at, new MinerStopped(new MinerGroupId("m1"), 0, 2)));
    return inputs;
  }

  @Test
  void shouldServeABatchByAPoolThatStays() {
    FleetFixture both =
        two().model("mini", 500).pool("mini", STANDARD, 0, 4).pool("mini", FLEX, 1, 4);
    Scene scene = given(both).steps();
    FleetFixture one = two().model("mini", 500).pool("mini", STANDARD, 0, 4);

    scene.fleet(one).steps();
    BatchWork work =
        new BatchWork(
            new ModelId("mini"), 10, 1_000, 1, new EpochMillis(scene.now() + 1_000), List.of());
    scene
        .happens(
            new JobSubmitted(
                new Job(
                    new JobId("b1"),
                    new TenantId("acme"),
                    FLEX,
                    work,
                    new EpochMillis(scene.now()))))
        .steps();

    assertThat(drain(scene).pools()).containsExactly(new PoolId(new ModelId("mini"), FLEX));
    assertThat(scene.pool("mini", STANDARD).linesWaiting()).isEqualTo(10);
  }
}
