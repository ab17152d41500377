package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.Input;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import org.junit.jupiter.api.Test;

/** Here the checker's books are made to differ from the state, as a defect on either side would. */
class UnsoundTest {
  private static FleetFixture site() {
    return fleet().site("solo", 20_000).node("n1", "solo", 4);
  }

  private static void tellOnlyTheChecker(Scene scene, long watts) {
    LimitChanged limit = new LimitChanged(new PowerDomainId("solo"), new Watts(watts), null);
    scene.engine.checker().observe(new Input(1, new EpochMillis(scene.now()), limit));
  }

  @Test
  void shouldHoldTheWorkAndReportWhenTheCheckerRefusesItsStart() {
    Scene scene = given(site());
    tellOnlyTheChecker(scene, 0);

    scene.task("t1", STANDARD, 1, 1000).stepsWithFindings();

    assertThat(scene.unsound).hasSize(1);
    assertThat(scene.unsound.getFirst().finding()).contains("solo");
    assertThat(scene.decisions()).isEmpty();
    assertThat(scene.whyWaits("t1").code()).isEqualTo(ReasonCode.UNSOUND_BUNDLE);
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(400));
  }

  @Test
  void shouldNotTryHeldWorkAgainUntilTheFleetIsAppliedAnew() {
    Scene scene = given(site());
    tellOnlyTheChecker(scene, 0);
    scene.task("t1", STANDARD, 1, 1000).stepsWithFindings();
    tellOnlyTheChecker(scene, 20_000);

    scene.later(1).limit("solo", 15_000).steps();
    assertThat(scene.nodesOf("t1")).isEmpty();

    scene.fleet(site()).steps();
    assertThat(scene.nodesOf("t1")).containsExactly("n1");
  }

  @Test
  void shouldStillPlaceOtherWorkWhenSomeIsHeld() {
    Scene scene = given(site());
    tellOnlyTheChecker(scene, 800);

    scene.task("t1", STANDARD, 2, 1000).later(1).task("t2", STANDARD, 1, 1000).stepsWithFindings();

    assertThat(scene.whyWaits("t1").code()).isEqualTo(ReasonCode.UNSOUND_BUNDLE);
    assertThat(scene.nodesOf("t2")).containsExactly("n1");
  }

  @Test
  void shouldCarryOutStopsEvenWhenTheCheckerObjects() {
    Scene scene = given(site()).task("t1", STANDARD, 1, 1000).steps();
    scene
        .engine
        .checker()
        .observe(
            new Input(
                9,
                new EpochMillis(scene.now()),
                new ReplicaStopped(new ReplicaId(1), StopCause.REQUESTED)));

    scene.limit("solo", 0).stepsWithFindings();

    assertThat(scene.unsound).hasSize(1);
    assertThat(scene.stops()).containsExactly(1L);
  }
}
