package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.check.CheckResult;
import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** GPUs idle at 100 W and rise by 400 W; beats of ten seconds begin with {@link Scene#START}. */
class RecoveryTest {
  private static final long BEAT = 10_000;

  /** 400 W of idle GPUs and 1,000 W of miners in ten steps that are off for a limit. */
  private static Scene minersOff(FleetFixture fleet) {
    return given(fleet).limit("solo", 400).steps().minersConfirmed().steps().later(BEAT);
  }

  private static FleetFixture mining() {
    return fleet()
        .site("solo", 2_000)
        .recovering(300)
        .node("n1", "solo", 4)
        .stepped("m", "solo", 1_000, 10, 20);
  }

  private static long ceiling(Scene scene) {
    return scene.domain("solo").ceiling().value();
  }

  /** What the site can draw at the end of each beat, from the present one on. */
  private static List<Long> byBeat(Scene scene, int beats) {
    List<Long> ceilings = new ArrayList<>();
    for (int beat = 0; beat < beats; beat++) {
      settle(scene);
      ceilings.add(ceiling(scene));
      scene.later(BEAT);
    }
    return ceilings;
  }

  /** Sites do what they are told, and nothing more is to be done. */
  private static void settle(Scene scene) {
    scene.steps();
    for (int i = 0; i < 5; i++) {
      for (ReplicaStatus replica : scene.engine.status().replicas()) {
        if (replica.cap() != null) {
          scene.happens(new CapApplied(replica.id(), replica.cap().order()));
        }
      }
      scene.minersConfirmed().stopsConfirmed().steps();
    }
  }

  private static Scene applied(Scene scene) {
    settle(scene);
    return scene;
  }

  @Test
  void shouldRiseByNoMoreThanTheBeatWhenALimitEnds() {
    Scene scene = minersOff(mining()).noLimit("solo");

    assertThat(byBeat(scene, 5)).containsExactly(700L, 1_000L, 1_300L, 1_400L, 1_400L);
  }

  @Test
  void shouldRiseAtOnceWithoutAPace() {
    Scene scene = minersOff(mining().recovering(0)).noLimit("solo");

    assertThat(byBeat(scene, 1)).containsExactly(1_400L);
  }

  @Test
  void shouldRiseByNoMoreThanTheBeatWhenALimitEndsByItself() {
    Scene scene = given(mining());
    scene.limitUntil("solo", 400, Scene.START + BEAT + 3_000).steps().minersConfirmed().steps();

    scene.later(BEAT + 3_000);

    assertThat(byBeat(scene, 3)).containsExactly(700L, 1_000L, 1_300L);
  }

  @Test
  void shouldRiseByNoMoreThanTheBeatWhenAContractWindowEnds() {
    Scene scene = given(mining().contract("solo", 0, 1, 400));
    assertThat(ceiling(scene)).isEqualTo(400);

    scene.later(3_600_000 - Scene.START);

    assertThat(byBeat(scene, 4)).containsExactly(700L, 1_000L, 1_300L, 1_400L);
  }

  @Test
  void shouldWakeWithTheNextBeatWhileMoreWouldRise() {
    Scene scene = minersOff(mining()).noLimit("solo").later(2_500).steps();
    assertThat(scene.nextWake()).isEqualTo(new EpochMillis(Scene.START + 2 * BEAT));

    byBeat(scene, 4);

    assertThat(scene.steps().nextWake()).isNull();
  }

  @Test
  void shouldGiveAGpuContainerAPaceOfItsOwn() {
    FleetFixture fleet =
        fleet()
            .site("solo", 9_000)
            .domain("pdu", "solo", 9_000)
            .node("n1", "pdu", 4)
            .boxesRecovering(100)
            .stepped("in", "pdu", 1_000, 10, 20)
            .stepped("out", "solo", 1_000, 10, 20);
    Scene scene = given(fleet).limit("solo", 400).steps().minersConfirmed().steps().later(BEAT);

    scene.noLimit("solo").steps();

    assertThat(scene.decisions(MinerOn.class))
        .extracting(on -> on.minerGroup().value() + " " + on.steps())
        .containsExactlyInAnyOrder("in 1", "out 10");
  }

  @Test
  void shouldStartOneThingThatIsLargerThanTheBeatAndNothingBesideIt() {
    Scene scene = minersOff(mining()).noLimit("solo");
    scene.task("t1", FLEX, 1, 1000).task("t2", FLEX, 1, 1000).steps();

    assertThat(scene.decisions(ReplicaStart.class)).hasSize(1);
    assertThat(scene.decisions(MinerOn.class)).isEmpty();
    assertThat(scene.whyWaits("t2")).extracting("code").isEqualTo(ReasonCode.POWER_LIMITED);
    scene.later(BEAT).steps();
    assertThat(scene.decisions(ReplicaStart.class)).hasSize(1);
    scene.later(BEAT).steps();
    assertThat(scene.decisions(MinerOn.class)).extracting(MinerOn::steps).containsExactly(3);
  }

  /** With miners, no watts for work, and a pool of gangs of four. */
  private static Scene beforeAGang(FleetFixture fleet) {
    fleet.recovering(100).stepped("m", "solo", 1_000, 10, 20);
    fleet.gang("g", 4, 1_000).pool("g", STANDARD, 0, 1);
    return given(fleet).limit("solo", 400).steps().minersConfirmed().steps().later(BEAT);
  }

  @Test
  void shouldStartAGangThatIsLargerThanTheBeat() {
    Scene scene =
        beforeAGang(fleet().site("solo", 9_000).node("n1", "solo", 2).node("n2", "solo", 2));

    scene.noLimit("solo").batch("b", "g", STANDARD, 9_000_000, 100).steps();

    assertThat(scene.decisions(ReplicaStart.class)).hasSize(1);
    assertThat(ceiling(scene)).isEqualTo(2_000);
    scene.later(BEAT).steps();
    assertThat(scene.decisions(MinerOn.class)).extracting(MinerOn::steps).containsExactly(1);
  }

  @Test
  void shouldLetAGangWaitForTheBeatInWhichNothingRoseBefore() {
    Scene scene = beforeAGang(fleet().site("solo", 9_000).node("n1", "solo", 4));
    scene.noLimit("solo").steps();

    scene.batch("b", "g", STANDARD, 9_000_000, 100).steps();
    assertThat(scene.decisions()).noneMatch(ReplicaStart.class::isInstance);
    assertThat(scene.nextWake()).isEqualTo(new EpochMillis(Scene.START + 2 * BEAT));
    scene.later(BEAT).steps();

    assertThat(scene.decisions(ReplicaStart.class)).hasSize(1);
    assertThat(scene.decisions(MinerOn.class)).isEmpty();
  }

  @Test
  void shouldRunAMinerWhoseOneStepIsLargerThanTheBeat() {
    FleetFixture fleet =
        fleet().site("solo", 9_000).recovering(100).stepped("m", "solo", 1_000, 2, 20);
    Scene scene = given(fleet).limit("solo", 0).steps().minersConfirmed().steps().later(BEAT);

    assertThat(byBeat(scene.noLimit("solo"), 2)).containsExactly(500L, 1_000L);
  }

  @Test
  void shouldRaiseCapsWithinTheBeat() {
    FleetFixture fleet =
        fleet()
            .site("solo", 9_000)
            .cappable()
            .recovering(120)
            .node("n1", "solo", 4)
            .model("m", 1000, 300_000)
            .pool("m", STANDARD, 0, 4);
    Scene scene = given(fleet).batch("b", "m", STANDARD, 9_000_000, 400);
    byBeat(scene, 5);
    scene.ready(1).ready(2).ready(3).ready(4).steps();
    applied(scene.limit("solo", 1_400)).later(BEAT);
    assertThat(ceiling(scene)).isEqualTo(1_400);

    List<Long> ceilings = byBeat(scene.noLimit("solo"), 6);

    assertThat(ceilings).containsExactly(1_520L, 1_640L, 1_760L, 1_880L, 2_000L, 2_000L);
  }

  @Test
  void shouldRaiseACapByTheLeastThatIsWorthAnOrderWhenTheBeatIsSmaller() {
    FleetFixture fleet =
        fleet()
            .site("solo", 9_000)
            .cappable()
            .recovering(2)
            .node("n1", "solo", 1)
            .model("m", 1000, 300_000)
            .pool("m", STANDARD, 0, 1);
    Scene scene = given(fleet).batch("b", "m", STANDARD, 9_000_000, 400).steps();
    scene.ready(1).steps();
    applied(scene.limit("solo", 400)).later(BEAT);

    assertThat(byBeat(scene.noLimit("solo"), 2)).containsExactly(410L, 420L);
  }

  @Test
  void shouldCarryWhatRoseOverAnEditOfTheFleet() {
    Scene scene = minersOff(mining()).noLimit("solo").steps();
    assertThat(ceiling(scene)).isEqualTo(700);

    scene.fleet(mining().node("n2", "solo", 1)).steps();

    assertThat(byBeat(scene, 2)).containsExactly(800L, 1_100L);
  }

  @Test
  void shouldGoOnAfterASnapshotAsItWould() {
    Scene scene = minersOff(mining()).noLimit("solo").steps();
    Engine restored = Engine.restore(scene.engine.image());

    assertThat(restored.digest()).isEqualTo(scene.engine.digest());
    StepInput sameBeat = new StepInput(new EpochMillis(scene.now() + BEAT - 1), List.of());
    assertThat(restored.step(sameBeat).plan().isEmpty()).isTrue();
    StepInput nextBeat = new StepInput(new EpochMillis(scene.now() + BEAT), List.of());
    assertThat(restored.step(nextBeat)).isEqualTo(scene.engine.step(nextBeat));
    assertThat(restored.digest()).isEqualTo(scene.engine.digest());
  }

  @Test
  void shouldBeRefusedByTheCheckerWhenItRisesFasterThanTheBeat() {
    Scene scene = minersOff(mining()).noLimit("solo").steps();
    Bundle fourth = Bundle.of(minersOn(scene, 4));

    CheckResult early = scene.engine.checker().judge(fourth, new EpochMillis(scene.now()));
    CheckResult later = scene.engine.checker().judge(fourth, new EpochMillis(scene.now() + BEAT));
    Bundle allAtOnce = Bundle.of(minersOn(scene, 10));

    assertThat(early.finding()).contains("faster than it may recover");
    assertThat(later.isSound()).isTrue();
    EpochMillis next = new EpochMillis(scene.now() + BEAT);
    assertThat(scene.engine.checker().judge(allAtOnce, next).isSound()).isFalse();
  }

  private static MinerOn minersOn(Scene scene, int steps) {
    long order = scene.minerStatus("m").steps().order() + 1;
    Reason why = Reason.of(ReasonCode.MINER_FILLS);
    return new MinerOn(new MinerGroupId("m"), steps, order, why);
  }

  @Test
  void shouldLetAPausedReplicaGoOnThoughItsKneeIsFarFromItsLeast() {
    FleetFixture fleet =
        fleet()
            .site("solo", 9_000)
            .cappable(110)
            .recovering(50)
            .node("n1", "solo", 1)
            .model("m", 1000, 300_000)
            .pool("m", STANDARD, 0, 1);
    Scene scene = given(fleet).batch("b", "m", STANDARD, 9_000_000, 400).steps().ready(1).steps();
    applied(scene.limit("solo", 120)).later(BEAT);
    assertThat(ceiling(scene)).isEqualTo(110);

    assertThat(byBeat(scene.noLimit("solo"), 3)).containsExactly(250L, 300L, 350L);
  }

  @Test
  void shouldCountWhatFellInTheBeatAgainstWhatRises() {
    Scene scene = minersOff(mining()).noLimit("solo");
    scene.task("t1", FLEX, 1, 1000).steps();
    assertThat(ceiling(scene)).isEqualTo(800);
    scene.later(BEAT).steps();
    assertThat(ceiling(scene)).isEqualTo(1_100);

    scene.stopped(1, StopCause.COMPLETED).steps();

    assertThat(ceiling(scene)).isEqualTo(1_100);
    assertThat(scene.decisions(CapSet.class)).isEmpty();
    assertThat(scene.engine.status().replicas())
        .noneMatch(replica -> replica.id().equals(new ReplicaId(1)));
    assertThat(scene.domain("solo").headroom()).isEqualTo(new Watts(2_000).minus(new Watts(1_100)));
  }
}
