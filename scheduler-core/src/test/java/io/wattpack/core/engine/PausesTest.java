package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.INTERACTIVE;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaResume;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** GPUs of 100 W idle and 500 W peak that take caps from 110 W up; their knee is at 250 W. */
class PausesTest {
  private static final long LOAD_MILLIS = 300_000;
  private static final long QUIET_MILLIS = 60_000;

  private static FleetFixture site() {
    return site(10_000);
  }

  private static FleetFixture site(long watts) {
    return fleet()
        .site("solo", watts)
        .cappable(110)
        .node("n1", "solo", 4)
        .model("m", 1000, LOAD_MILLIS);
  }

  /** A pool with work enough for four replicas on four GPUs: 2,000 W. */
  private static Scene fourReady(FleetFixture fleet) {
    Scene scene = given(fleet.pool("m", STANDARD, 0, 4)).batch("b", "m", STANDARD, 9_000_000, 400);
    scene.steps();
    return scene.ready(1).ready(2).ready(3).ready(4).steps();
  }

  /** 900 W: at the knee all four would take 1,000 W. */
  private static Scene onePaused(FleetFixture fleet) {
    return fourReady(fleet).limit("solo", 900).steps().capsApplied().steps();
  }

  private static List<Long> paused(Scene scene) {
    return scene.engine.status().replicas().stream()
        .filter(replica -> replica.state() == ReplicaState.PAUSED)
        .map(replica -> replica.id().value())
        .toList();
  }

  private static List<Long> resumed(Scene scene) {
    return scene.decisions(ReplicaResume.class).stream()
        .map(resume -> resume.replica().value())
        .toList();
  }

  @Test
  void shouldPauseWhatWouldTakeLongToLoadAgain() {
    Scene scene = fourReady(site()).limit("solo", 900).steps();

    assertThat(scene.stops()).isEmpty();
    assertThat(paused(scene)).hasSize(1);
    assertThat(scene.pool("m", STANDARD).running()).isEqualTo(3);
    assertThat(scene.pool("m", STANDARD).ready()).isEqualTo(3);
    assertThat(scene.pool("m", STANDARD).paused()).isEqualTo(1);
    assertThat(scene.domain("solo").breach()).isEqualTo(Watts.ZERO);
  }

  @Test
  void shouldHoldPausedGpusToTheLeastCapInTheSameBundle() {
    Scene scene = fourReady(site()).limit("solo", 900).steps();

    ReplicaPause pause = scene.decisions(ReplicaPause.class).getFirst();
    Bundle bundle =
        scene.plans.stream()
            .flatMap(plan -> plan.bundles().stream())
            .filter(each -> each.decisions().contains(pause))
            .findFirst()
            .orElseThrow();
    assertThat(bundle.decisions())
        .filteredOn(CapSet.class::isInstance)
        .extracting(cap -> (CapSet) cap)
        .filteredOn(cap -> cap.replica().equals(pause.replica()))
        .extracting(CapSet::cap)
        .containsExactly(new Watts(110));
  }

  @Test
  void shouldKeepItsWattsBookedUntilTheSiteHasPausedIt() {
    Scene scene = fourReady(site()).limit("solo", 900).steps();
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(2_000));

    scene.capsApplied().steps();

    assertThat(scene.domain("solo").ceiling().value()).isBetween(890L, 900L);
  }

  @Test
  void shouldStopWhatLoadsInNoTime() {
    FleetFixture quick =
        fleet().site("solo", 10_000).cappable(110).node("n1", "solo", 4).model("m", 1000);

    Scene scene = fourReady(quick).limit("solo", 900).steps();

    assertThat(scene.stops()).hasSize(1);
    assertThat(paused(scene)).isEmpty();
  }

  @Test
  void shouldPauseForAFallOfWhichTheEndIsNear() {
    FleetFixture minute =
        fleet().site("solo", 10_000).cappable(130).node("n1", "solo", 4).model("m", 1000, 60_000);
    Scene longFall = fourReady(minute).limit("solo", 900).steps();
    assertThat(longFall.stops()).hasSize(1);

    FleetFixture again =
        fleet().site("solo", 10_000).cappable(130).node("n1", "solo", 4).model("m", 1000, 60_000);
    Scene shortFall = fourReady(again);
    shortFall.limitUntil("solo", 900, shortFall.now() + 300_000).steps();

    assertThat(shortFall.stops()).isEmpty();
    assertThat(paused(shortFall)).hasSize(1);
  }

  @Test
  void shouldPauseNeitherTasksNorInteractiveWork() {
    Scene tasks = given(site());
    tasks.task("t1", FLEX, 4, 1000).steps();
    tasks.ready(1).limit("solo", 900).steps();
    assertThat(tasks.stops()).containsExactly(1L);

    Scene firm = given(site().pool("m", INTERACTIVE, 0, 4));
    firm.batch("b", "m", INTERACTIVE, 9_000_000, 400).steps();
    firm.ready(1).ready(2).ready(3).ready(4).limit("solo", 900).steps();

    assertThat(firm.decisions(ReplicaPause.class)).isEmpty();
    assertThat(firm.stops()).hasSize(1);
  }

  @Test
  void shouldPauseOnlyWhatIsReady() {
    Scene scene = given(site().pool("m", STANDARD, 0, 4));
    scene.batch("b", "m", STANDARD, 9_000_000, 400).steps();

    scene.ready(1).limit("solo", 900).steps();

    assertThat(paused(scene)).isSubsetOf(1L);
    assertThat(scene.domain("solo").breach()).isEqualTo(Watts.ZERO);
  }

  @Test
  void shouldDecideNothingMoreOnceItIsPaused() {
    Scene scene = onePaused(site());

    scene.later(1).steps();

    assertThat(scene.plans).isEmpty();
    assertThat(scene.pool("m", STANDARD).waiting()).isNotNull();
    assertThat(scene.pool("m", STANDARD).waiting().code()).isEqualTo(ReasonCode.POWER_LIMITED);
  }

  @Test
  void shouldResumeBeforeAnythingStartsWhenThereAreWattsAgain() {
    Scene scene = onePaused(site());
    List<Long> before = paused(scene);

    scene.noLimit("solo").steps();

    assertThat(resumed(scene)).isEqualTo(before);
    assertThat(scene.decisions(ReplicaStart.class)).isEmpty();
    assertThat(scene.pool("m", STANDARD).ready()).isEqualTo(4);
    assertThat(scene.replica(before.getFirst()).cap().ordered()).isEqualTo(new Watts(500));
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(2_000));
  }

  @Test
  void shouldChargeAResumedReplicaAtOnce() {
    Scene scene = onePaused(site());
    long ceiling = scene.domain("solo").ceiling().value();

    scene.limit("solo", ceiling + 140).steps();

    assertThat(resumed(scene)).hasSize(1);
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(ceiling + 140));
  }

  @Test
  void shouldNotResumeBelowTheKnee() {
    Scene scene = onePaused(site());
    long ceiling = scene.domain("solo").ceiling().value();

    scene.limit("solo", ceiling + 139).steps();

    assertThat(resumed(scene)).isEmpty();
    assertThat(scene.pool("m", STANDARD).waiting().asked()).isEqualTo(140);
  }

  @Test
  void shouldKeepWattsForAPausedReplicaThatCappedOnesWouldTake() {
    Scene scene = onePaused(site());

    scene.limit("solo", 1_000).steps();

    assertThat(resumed(scene)).isEmpty();
    assertThat(scene.decisions(CapSet.class)).isEmpty();
  }

  @Test
  void shouldStartElsewhereWhatIsPausedHere() {
    Scene scene = onePaused(site());
    List<Long> before = paused(scene);

    scene.fleet(site().site("other", 10_000).node("n2", "other", 1).pool("m", STANDARD, 0, 4));
    scene.steps();

    assertThat(scene.nodesOf("m/standard")).hasSize(5).contains("n2");
    assertThat(scene.pool("m", STANDARD).running()).isEqualTo(4);
    // It has four that work, as many as it may: what is paused would never go on.
    assertThat(scene.stops()).isEqualTo(before);
  }

  @Test
  void shouldStopPausedReplicasFirstWhenThePoolShrinks() {
    Scene scene = onePaused(site());
    List<Long> before = paused(scene);

    scene.fleet(site().pool("m", STANDARD, 0, 3)).steps();

    assertThat(scene.stops()).isEqualTo(before);
  }

  @Test
  void shouldStopWhatIsPausedAndNotNeededAfterTheQuietTime() {
    Scene scene = onePaused(site());

    scene.cancelled("b").ended("b").steps();
    assertThat(scene.stops()).isEmpty();
    scene.later(QUIET_MILLIS).steps();

    assertThat(scene.stops()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    scene.stopsConfirmed().steps();
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(400));
  }

  @Test
  void shouldNotResumeForAPoolWithoutWork() {
    Scene scene = onePaused(site());

    scene.cancelled("b").ended("b").noLimit("solo").steps();

    assertThat(resumed(scene)).isEmpty();
    assertThat(scene.pool("m", STANDARD).waiting()).isNull();
  }

  @Test
  void shouldTakeALateReadyForNoResume() {
    Scene scene = onePaused(site());
    long replica = paused(scene).getFirst();

    scene.ready(replica).steps();

    assertThat(scene.refusals()).containsExactly(ReasonCode.NOT_APPLICABLE);
    assertThat(paused(scene)).containsExactly(replica);
  }

  @Test
  void shouldStopAPausedReplicaAtADrainedPlace() {
    Scene scene = onePaused(site());

    scene.happens(new PlaceClosed(new NodeId("n1"), Closure.DRAINED, null)).steps();

    assertThat(scene.stops()).contains(paused(onePaused(site())).getFirst());
    assertThat(paused(scene)).isEmpty();
  }

  @Test
  void shouldResumeAtACordonedPlaceButNotOnALostNode() {
    Scene lost = onePaused(site());
    lost.happens(new NodeReadinessChanged(new NodeId("n1"), false)).noLimit("solo").steps();
    assertThat(resumed(lost)).isEmpty();
    assertThat(lost.pool("m", STANDARD).waiting()).isNotNull();

    Scene cordoned = onePaused(site());
    cordoned.happens(new PlaceClosed(new NodeId("n1"), Closure.CORDONED, null));
    cordoned.noLimit("solo").steps();
    assertThat(resumed(cordoned)).hasSize(1);
  }

  @Test
  void shouldFreeEverythingWhenAPausedReplicaFails() {
    Scene scene = onePaused(site());
    long replica = paused(scene).getFirst();
    long ceiling = scene.domain("solo").ceiling().value();

    scene.stopped(replica, StopCause.FAILED).steps();

    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(ceiling - 10));
    assertThat(scene.pool("m", STANDARD).paused()).isZero();
    assertThat(scene.pool("m", STANDARD).running()).isEqualTo(3);
  }

  @Test
  void shouldLetMinersYieldForWhatIsPaused() {
    Scene scene = onePaused(site().stepped("ants", "solo", 4_000, 10, 20_000));
    // The miners were off before anything was capped, and take what is too little for a GPU.
    scene.cancelled("b").ended("b").noLimit("solo").steps().minersConfirmed().steps();
    assertThat(scene.minerStatus("ants").steps().drawn()).isEqualTo(10);
    scene.limit("solo", 4_950).batch("c", "m", STANDARD, 9_000_000, 400).steps();

    assertThat(scene.decisions(MinerOff.class)).isNotEmpty();
    scene.capsApplied().minersConfirmed().steps();

    assertThat(scene.pool("m", STANDARD).running()).isEqualTo(4);
    assertThat(scene.pool("m", STANDARD).paused()).isZero();
  }

  /** Miners beside the domain of the paused replica and below it, all off. */
  private static Scene pausedBesideMiners() {
    FleetFixture fleet =
        fleet()
            .site("solo", 10_000)
            .domain("left", "solo", 5_000)
            .domain("right", "solo", 5_000)
            .cappable(110)
            .node("n1", "left", 4)
            .stepped("near", "left", 1_000, 10, 20_000)
            .stepped("far", "right", 4_000, 10, 20_000)
            .model("m", 1000, LOAD_MILLIS);
    Scene scene = given(fleet.pool("m", STANDARD, 0, 4));
    scene.limit("right", 0).batch("b", "m", STANDARD, 9_000_000, 400).steps();
    scene.ready(1).ready(2).ready(3).ready(4).minersConfirmed().steps();
    return scene.limit("left", 900).steps().minersConfirmed().steps().capsApplied().steps();
  }

  @Test
  void shouldMineBesideADomainWhoseWattsAPausedReplicaWaitsFor() {
    Scene scene = pausedBesideMiners();
    assertThat(paused(scene)).hasSize(1);
    assertThat(scene.minerStatus("near").steps().ordered()).isZero();

    scene.noLimit("right").steps();

    assertThat(scene.minerStatus("far").steps().ordered()).isEqualTo(10);
  }

  @Test
  void shouldNotMineOnTheWattsThatAPausedReplicaWaitsFor() {
    Scene scene = pausedBesideMiners();

    // 900 W and a step of 100 W: too little for another GPU at its knee of 250 W.
    scene.limit("left", 1_010).steps();

    assertThat(paused(scene)).hasSize(1);
    assertThat(scene.minerStatus("near").steps().ordered()).isZero();
  }

  @Test
  void shouldShedPausedReplicasWhenTheLimitFallsFurther() {
    Scene scene = onePaused(site());

    scene.limit("solo", 420).steps().capsApplied().steps();
    assertThat(scene.domain("solo").breach()).isEqualTo(Watts.ZERO);
    scene.limit("solo", 400).steps();

    assertThat(scene.stops()).isNotEmpty();
    assertThat(scene.domain("solo").breach()).isEqualTo(Watts.ZERO);
    assertThat(scene.pool("m", STANDARD).running()).isZero();
  }

  @Test
  void shouldGoOnTheSameAfterARestart() {
    Scene scene = onePaused(site());
    Engine restored = Engine.restore(scene.engine.image());

    assertThat(restored.digest()).isEqualTo(scene.engine.digest());
    assertThat(restored.status().pools()).isEqualTo(scene.engine.status().pools());
  }

  @Test
  void shouldResumeAGangWhole() {
    FleetFixture wide =
        fleet()
            .site("solo", 10_000)
            .domain("left", "solo", 5_000)
            .cappable(110)
            .node("n1", "solo", 1)
            .node("n2", "left", 1)
            .gang("m", 2, LOAD_MILLIS)
            .pool("m", STANDARD, 0, 1);
    Scene scene = given(wide).batch("b", "m", STANDARD, 9_000_000, 400);
    scene.steps().ready(1).steps();

    scene.limit("left", 200).steps().capsApplied().steps();
    assertThat(paused(scene)).containsExactly(1L);
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(220));
    scene.limit("left", 249).steps();
    assertThat(resumed(scene)).isEmpty();
    scene.limit("left", 250).steps();

    assertThat(resumed(scene)).containsExactly(1L);
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(500));
  }

  @Test
  void shouldKeepEveryReplicaThroughManyFalls() {
    Scene scene = fourReady(site());
    for (int i = 0; i < 5; i++) {
      scene.limit("solo", 900).steps().capsApplied().steps();
      assertThat(paused(scene)).hasSize(1);
      scene.noLimit("solo").steps().capsApplied().steps();
      assertThat(paused(scene)).isEmpty();
      assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(2_000));
    }
    assertThat(scene.engine.status().replicas())
        .extracting(replica -> replica.id().value())
        .containsExactly(1L, 2L, 3L, 4L);
  }
}
