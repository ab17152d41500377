package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.INTERACTIVE;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.power.LimitKind;
import io.wattpack.core.state.ReplicaStatus;
import org.junit.jupiter.api.Test;

/**
 * Two units carry a site, and one may fail: what only miners may draw that go off fast enough. The
 * miners take a second.
 */
class BandTest {
  private static final long OFF_MILLIS = 1_000;

  /** 2,000 W of GPUs and miners of 6,000 W; the site carries 8,000 W, without a unit 4,000 W. */
  private static FleetFixture site(long bandMillis) {
    return fleet()
        .site("solo", 8_000)
        .units("solo", 2, 1000, bandMillis)
        .node("n1", "solo", 4)
        .stepped("asic", "solo", 6_000, 10, 30_000);
  }

  private static Scene busy(FleetFixture fleet) {
    Scene scene = given(fleet);
    scene.task("t1", INTERACTIVE, 2, 1000).task("t2", FLEX, 2, 1000).steps();
    return scene.minersConfirmed().steps().minersConfirmed().ready(1).ready(2).steps();
  }

  private static long ceiling(Scene scene) {
    return scene.domain("solo").ceiling().value();
  }

  private static int steps(Scene scene, String group) {
    return scene.minerStatus(group).steps().ordered();
  }

  @Test
  void shouldFillTheBandWithMinersThatGoOffInTime() {
    Scene scene = busy(site(OFF_MILLIS));

    assertThat(ceiling(scene)).isEqualTo(8_000);
    assertThat(scene.domain("solo").cap().value()).isEqualTo(8_000);
    assertThat(scene.domain("solo").breach().value()).isZero();
  }

  @Test
  void shouldLeaveTheBandEmptyForMinersThatAreTooSlow() {
    Scene scene = busy(site(OFF_MILLIS - 1));

    assertThat(ceiling(scene)).as("three steps of 600 W").isEqualTo(3_800);
    assertThat(scene.domain("solo").cap().value()).isEqualTo(4_000);
    assertThat(scene.domain("solo").binding()).isEqualTo(LimitKind.N_MINUS_1);
  }

  @Test
  void shouldTouchNoReplicaWhenAUnitIsLost() {
    Scene scene = busy(site(OFF_MILLIS));

    scene.limit("solo", 4_000).steps();
    assertThat(scene.decisions()).isNotEmpty().hasOnlyElementsOfType(MinerOff.class);
    scene.later(OFF_MILLIS).minersConfirmed().steps();

    assertThat(ceiling(scene)).isEqualTo(3_800);
    assertThat(scene.domain("solo").breach().value()).isZero();
    assertThat(scene.engine.status().replicas())
        .extracting(ReplicaStatus::state)
        .containsOnly(ReplicaState.READY);
  }

  @Test
  void shouldStartNoWorkInTheBand() {
    // Eight GPUs idle at 800 W; without a unit 3,000 W are left, so that five of them may run.
    Scene scene =
        given(
            fleet()
                .site("solo", 6_000)
                .units("solo", 2, 1000, OFF_MILLIS)
                .node("n1", "solo", 8)
                .stepped("asic", "solo", 6_000, 10, 30_000));
    scene.minersConfirmed().steps();
    for (int i = 1; i <= 6; i++) {
      scene.task("t" + i, STANDARD, 1, 1000).steps().minersConfirmed().steps();
    }

    assertThat(scene.nodesOf("t5")).containsExactly("n1");
    assertThat(scene.nodesOf("t6")).isEmpty();
    assertThat(scene.decisions(MinerOff.class)).as("they could give it nothing").isEmpty();
    assertThat(ceiling(scene)).as("2,800 W of GPUs, five steps").isEqualTo(5_800);
  }

  @Test
  void shouldGiveMinersTheBandThoughWorkWaits() {
    Scene scene =
        given(fleet().site("solo", 6_000).units("solo", 2, 1000, OFF_MILLIS).node("n1", "solo", 8));
    for (int i = 1; i <= 6; i++) {
      scene.task("t" + i, STANDARD, 1, 1000).steps();
    }
    assertThat(scene.nodesOf("t6")).isEmpty();

    scene
        .fleet(
            fleet()
                .site("solo", 6_000)
                .units("solo", 2, 1000, OFF_MILLIS)
                .node("n1", "solo", 8)
                .stepped("asic", "solo", 4_000, 10, 30_000))
        .steps();

    assertThat(steps(scene, "asic")).as("3,000 W, not the 200 W that work may have").isEqualTo(7);
  }

  @Test
  void shouldGiveMinersTheBandOfADomainFarAboveThem() {
    FleetFixture fleet =
        fleet()
            .site("solo", 6_000)
            .units("solo", 2, 1000, OFF_MILLIS)
            .domain("feeder", "solo", 50_000)
            .node("n1", "solo", 8);
    Scene scene = given(fleet);
    for (int i = 1; i <= 6; i++) {
      scene.task("t" + i, STANDARD, 1, 1000).steps();
    }

    scene.fleet(fleet.stepped("asic", "feeder", 4_000, 10, 30_000)).steps();

    assertThat(steps(scene, "asic")).as("no work waits for the feeder").isEqualTo(7);
  }

  /** Efficient miners that take ten seconds beside the others, with eight GPUs. */
  private static Scene withSlowMiners() {
    FleetFixture both =
        fleet()
            .site("solo", 8_000)
            .units("solo", 2, 1000, OFF_MILLIS)
            .node("n1", "solo", 8)
            .stepped("asic", "solo", 6_000, 10, 30_000)
            .miner("slow", "solo", 2_000, 10_000, MinerActuator.VIRTUAL);
    both.miners().replaceAll(group -> group.id().value().equals("slow") ? slow(group) : group);
    Scene scene = given(both).steps();
    return scene.minersConfirmed().steps().minersConfirmed().steps();
  }

  @Test
  void shouldFillWithSlowMinersWhatIsLeftWithoutAUnit() {
    Scene scene = withSlowMiners();

    assertThat(steps(scene, "slow")).isOne();
    assertThat(ceiling(scene)).as("800 W idle, 2,000 W, eight of ten steps").isEqualTo(7_600);
  }

  @Test
  void shouldLetSlowMinersYieldForWorkThatALostUnitBounds() {
    Scene scene = withSlowMiners();
    for (int i = 1; i <= 3; i++) {
      scene.task("t" + i, STANDARD, 1, 1000).steps().minersConfirmed().steps();
    }
    assertThat(scene.nodesOf("t3")).containsExactly("n1");

    scene.task("t4", STANDARD, 1, 1000).steps();
    assertThat(scene.decisions(MinerOff.class))
        .as("the others are less efficient, but give nothing of 4,000 W")
        .extracting(off -> off.minerGroup().value())
        .containsExactly("slow");
    scene.minersConfirmed().steps();

    assertThat(scene.nodesOf("t4")).containsExactly("n1");
  }

  @Test
  void shouldLetTheLeastEfficientMinersYieldWhereAllUnitsAreFull() {
    Scene scene = withSlowMiners();
    scene.task("t1", STANDARD, 1, 1000).task("t2", STANDARD, 1, 1000).steps();

    assertThat(scene.decisions(MinerOff.class))
        .extracting(off -> off.minerGroup().value())
        .containsExactly("asic");
  }

  private static MinerGroup slow(MinerGroup group) {
    return new MinerGroup(
        group.id(),
        group.powerDomain(),
        group.watts(),
        group.millijoulesPerTerahash(),
        group.actuator(),
        10 * OFF_MILLIS,
        group.onMillis(),
        0,
        group.source());
  }

  @Test
  void shouldShedFirmLoadAboveTheLimitOfOneUnitThoughMinersCouldGo() {
    Scene scene = busy(site(OFF_MILLIS));

    FleetFixture smaller =
        fleet()
            .site("solo", 8_000)
            .units("solo", 2, 400, OFF_MILLIS)
            .node("n1", "solo", 4)
            .stepped("asic", "solo", 6_000, 10, 30_000);
    scene.fleet(smaller).steps();
    scene.stopsConfirmed().steps();

    assertThat(steps(scene, "asic")).isEqualTo(10);
    assertThat(ceiling(scene)).as("of 2,000 W of GPUs 1,600 W may stay").isEqualTo(7_200);
    assertThat(scene.domain("solo").breach().value()).isZero();
  }

  @Test
  void shouldCountAMeterThatShowsMoreAsFirm() {
    Scene scene = busy(site(OFF_MILLIS));
    scene.meter("solo", "solo", 8_000).steps().later(10_000);
    scene.meter("solo", "solo", 10_500).steps();

    assertThat(scene.decisions())
        .as("2,500 W that nobody booked and 2,000 W of GPUs: 500 W too much for one unit")
        .anyMatch(decision -> decision.reason().code() == ReasonCode.METER_ABOVE_BOOKED);
    scene.minersConfirmed().stopsConfirmed().steps();
    assertThat(scene.domain("solo").breach().value()).isZero();
  }

  @Test
  void shouldBeTheSameAfterARestart() {
    Scene scene = busy(site(OFF_MILLIS));

    Engine restored = Engine.restore(scene.engine.image());

    assertThat(restored.digest()).isEqualTo(scene.engine.digest());
    assertThat(restored.status().domains()).isEqualTo(scene.engine.status().domains());
  }
}
