package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MinerLimitsTest {
  private static final long HOUR = 3_600_000;

  /** 1,000 W of miners in so many steps, with room for all of them. */
  private static FleetFixture site(int steps) {
    return fleet().site("solo", 2_000).stepped("m", "solo", 1_000, steps, 20);
  }

  private static Scene limited(Scene scene, int steps, @Nullable Long until) {
    EpochMillis end = until == null ? null : new EpochMillis(until);
    return scene.happens(new MinerLimitChanged(new MinerGroupId("m"), new MinerLimit(steps, end)));
  }

  private static Scene running() {
    return given(site(10)).minersConfirmed().steps();
  }

  private static int ordered(Scene scene) {
    return scene.minerStatus("m").steps().ordered();
  }

  @Test
  void shouldOrderOffAtOnceWhatRunsAboveTheOperatorsLimit() {
    Scene scene = limited(running(), 4, null).steps();

    assertThat(scene.decisions(MinerOff.class)).extracting(MinerOff::steps).containsExactly(4);
    assertThat(scene.decisions(MinerOff.class))
        .extracting(off -> off.reason().code())
        .containsExactly(ReasonCode.OPERATOR_LIMIT);
    assertThat(scene.domain("solo").ceiling().value()).isEqualTo(1_000);
    scene.minersConfirmed().steps();
    assertThat(scene.domain("solo").ceiling().value()).isEqualTo(400);
  }

  @Test
  void shouldStartNoMoreThanTheOperatorLetsRun() {
    Scene scene = given(site(10)).limit("solo", 0).steps().minersConfirmed().steps();

    limited(scene, 3, null).noLimit("solo").steps();

    assertThat(scene.decisions(MinerOn.class)).extracting(MinerOn::steps).containsExactly(3);
    assertThat(scene.minersConfirmed().steps().plans).isEmpty();
  }

  @Test
  void shouldWakeAtTheEndOfTheLimitAndRunWholeAgain() {
    Scene scene = running();
    limited(scene, 4, scene.now() + HOUR).steps().minersConfirmed().steps();
    assertThat(scene.nextWake()).isEqualTo(new EpochMillis(scene.now() + HOUR));

    scene.later(HOUR - 1).steps();
    assertThat(ordered(scene)).isEqualTo(4);
    scene.later(1).steps();

    assertThat(scene.decisions(MinerOn.class)).extracting(MinerOn::steps).containsExactly(10);
    assertThat(scene.minerStatus("m").operatorLimit()).isNull();
  }

  @Test
  void shouldRunWholeAgainWhenTheLimitIsWithdrawn() {
    Scene scene = limited(running(), 0, null).steps().minersConfirmed().steps();
    assertThat(ordered(scene)).isZero();

    scene.happens(new MinerLimitChanged(new MinerGroupId("m"), null)).steps();

    assertThat(ordered(scene)).isEqualTo(10);
  }

  @Test
  void shouldPutAnotherLimitInThePlaceOfTheFirstWithItsEnd() {
    Scene scene = running();
    limited(scene, 4, scene.now() + HOUR).steps().minersConfirmed().steps();

    limited(scene, 6, null).steps();

    assertThat(ordered(scene)).isEqualTo(6);
    assertThat(scene.nextWake()).isNull();
    assertThat(scene.later(2 * HOUR).steps().plans).isEmpty();
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    Scene scene = running();

    limited(scene, 11, null);
    limited(scene, -1, null);
    limited(scene, 3, scene.now());
    scene.happens(new MinerLimitChanged(new MinerGroupId("nobody"), null)).steps();

    assertThat(scene.refusals())
        .containsExactly(
            ReasonCode.NOT_APPLICABLE,
            ReasonCode.NOT_APPLICABLE,
            ReasonCode.NOT_APPLICABLE,
            ReasonCode.UNKNOWN_ID);
    assertThat(ordered(scene)).isEqualTo(10);
  }

  @Test
  void shouldRefuseALimitOnAGroupThatCannotBeSwitched() {
    FleetFixture fixed =
        fleet().site("solo", 2_000).miner("m", "solo", 1_000, 20, MinerActuator.NONE);

    Scene scene = limited(given(fixed), 0, null).steps();

    assertThat(scene.refusals()).containsExactly(ReasonCode.NOT_APPLICABLE);
    assertThat(scene.minerStatus("m").operatorLimit()).isNull();
  }

  @Test
  void shouldKeepTheLimitWhenTheFleetIsEdited() {
    Scene scene = running();
    limited(scene, 4, scene.now() + HOUR).steps().minersConfirmed().steps();

    scene.fleet(site(10).node("n1", "solo", 1)).steps();

    assertThat(scene.minerStatus("m").operatorLimit())
        .isEqualTo(new MinerLimit(4, new EpochMillis(scene.now() + HOUR)));
    assertThat(ordered(scene)).isEqualTo(4);
    assertThat(scene.nextWake()).isEqualTo(new EpochMillis(scene.now() + HOUR));
  }

  @Test
  void shouldLowerTheLimitToTheStepsThatTheGroupStillHas() {
    Scene scene = limited(running(), 8, null).steps().minersConfirmed().steps();

    // The group goes off first, because it is no longer the same.
    scene.fleet(site(5)).steps().minersConfirmed().steps();

    assertThat(scene.minerStatus("m").operatorLimit()).isEqualTo(new MinerLimit(5, null));
    assertThat(ordered(scene)).isEqualTo(5);
  }

  @Test
  void shouldForgetTheLimitOfAGroupThatLeft() {
    Scene scene = limited(running(), 0, null).steps().minersConfirmed().steps();

    scene.fleet(fleet().site("solo", 2_000)).steps();
    scene.fleet(site(10)).steps();

    assertThat(ordered(scene)).isEqualTo(10);
  }

  @Test
  void shouldKnowTheLimitAfterARestart() {
    Scene scene = running();
    limited(scene, 4, scene.now() + HOUR).steps().minersConfirmed().steps();

    Engine restored = Engine.restore(scene.engine.image());

    assertThat(restored.digest()).isEqualTo(scene.engine.digest());
    assertThat(restored.status().miners()).isEqualTo(scene.engine.status().miners());
  }

  @Test
  void shouldStandAfterARestartEvenWhenTheLimitIsOver() {
    Scene scene = running();
    limited(scene, 4, scene.now() + HOUR).steps().minersConfirmed().steps();
    scene.later(HOUR).steps().minersConfirmed().steps();

    Engine restored = Engine.restore(scene.engine.image());

    assertThat(restored.digest()).isEqualTo(scene.engine.digest());
    assertThat(restored.image()).isEqualTo(scene.engine.image());
  }

  @Test
  void shouldCountWhatTheOperatorTakesForALimitThatFallsToo() {
    FleetFixture two =
        fleet()
            .site("solo", 4_000)
            .stepped("m", "solo", 1_000, 10, 15_000)
            .stepped("poor", "solo", 1_000, 10, 30_000);
    Scene scene = given(two).minersConfirmed().steps();

    limited(scene, 5, null).limit("solo", 1_400).steps();

    assertThat(scene.decisions(MinerOff.class))
        .extracting(off -> off.minerGroup().value() + " " + off.steps())
        .containsExactly("m 5", "poor 9");
  }
}
