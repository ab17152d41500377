package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.MinerState;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.ReasonCode;
import org.junit.jupiter.api.Test;

class MinerStepsTest {
  /** 400 W of idle GPUs and 1,000 W of miners in ten steps in a site of {@code rating} watts. */
  private static FleetFixture site(long rating) {
    return fleet().site("solo", rating).node("n1", "solo", 4).stepped("m", "solo", 1_000, 10, 20);
  }

  private static long ceiling(Scene scene) {
    return scene.domain("solo").ceiling().value();
  }

  @Test
  void shouldRunAsManyStepsAsFit() {
    Scene scene = given(site(1_150));

    assertThat(scene.decisions(MinerOn.class)).extracting(MinerOn::steps).containsExactly(7);
    assertThat(ceiling(scene)).isEqualTo(1_100);
  }

  @Test
  void shouldAddStepsWhenMoreFit() {
    Scene scene = given(site(2_000)).limit("solo", 650).steps().minersConfirmed().steps();
    assertThat(ceiling(scene)).isEqualTo(600);

    scene.noLimit("solo").steps();

    assertThat(scene.decisions(MinerOn.class)).extracting(MinerOn::steps).containsExactly(10);
  }

  @Test
  void shouldGiveBackNoMoreStepsThanTheLimitAsksFor() {
    Scene scene = given(site(2_000)).minersConfirmed().steps();

    scene.limit("solo", 1_150).steps();

    assertThat(scene.decisions(MinerOff.class)).extracting(MinerOff::steps).containsExactly(7);
    assertThat(ceiling(scene)).isEqualTo(1_400);
    assertThat(scene.miner("m")).isEqualTo(MinerState.STOPPING);
    scene.minersConfirmed().steps();
    assertThat(ceiling(scene)).isEqualTo(1_100);
    assertThat(scene.miner("m")).isEqualTo(MinerState.ON);
  }

  @Test
  void shouldYieldJustTheStepsThatWorkNeeds() {
    Scene scene = given(site(1_400)).minersConfirmed().steps();

    scene.task("t1", FLEX, 1, 1000).steps();
    assertThat(scene.decisions(MinerOff.class)).extracting(MinerOff::steps).containsExactly(6);
    scene.minersConfirmed().steps();

    assertThat(scene.nodesOf("t1")).containsExactly("n1");
    assertThat(ceiling(scene)).isEqualTo(1_400);
  }

  @Test
  void shouldOrderOneFallWhenSeveralStartsNeedTheSameGroup() {
    Scene scene = given(site(1_400).model("big", 1000).pool("big", FLEX, 0, 2));
    scene.minersConfirmed().steps();

    scene.batch("b1", "big", FLEX, 600_000, 10).steps();

    assertThat(scene.decisions(MinerOff.class)).extracting(MinerOff::steps).containsExactly(2);
  }

  @Test
  void shouldTakeTheRestFromTheNextGroup() {
    FleetFixture two =
        fleet()
            .site("solo", 2_400)
            .stepped("good", "solo", 1_000, 4, 15_000)
            .stepped("poor", "solo", 1_000, 4, 30_000);
    Scene scene = given(two).minersConfirmed().steps();

    scene.limit("solo", 700).steps();

    assertThat(scene.decisions(MinerOff.class))
        .extracting(off -> off.minerGroup().value() + " " + off.steps())
        .containsExactly("poor 0", "good 2");
  }

  @Test
  void shouldSpareWhatHasNotRunForItsLeastTime() {
    FleetFixture two =
        fleet()
            .site("solo", 2_400)
            .stepped("good", "solo", 1_000, 4, 15_000)
            .stepped("poor", "solo", 1_000, 4, 30_000, 60_000, 0);
    Scene scene = given(two).minersConfirmed().steps();

    scene.later(59_999).limit("solo", 1_900).steps();
    assertThat(scene.decisions(MinerOff.class))
        .extracting(off -> off.minerGroup().value())
        .containsExactly("good");

    scene.later(1).limit("solo", 1_500).steps();
    assertThat(scene.decisions(MinerOff.class))
        .extracting(off -> off.minerGroup().value())
        .containsExactly("poor");
  }

  @Test
  void shouldBreakTheLeastTimeOnWhenNothingElseIsLeft() {
    FleetFixture one = fleet().site("solo", 2_400).stepped("m", "solo", 1_000, 4, 1, 60_000, 0);
    Scene scene = given(one);

    scene.limit("solo", 500).steps();

    assertThat(scene.decisions(MinerOff.class)).extracting(MinerOff::steps).containsExactly(2);
  }

  @Test
  void shouldStartTheLessWornOfEquallyEfficientGroups() {
    FleetFixture two =
        fleet()
            .site("solo", 1_000)
            .stepped("a-dear", "solo", 1_000, 1, 15_000, 0, 900)
            .stepped("b-cheap", "solo", 1_000, 1, 15_000, 0, 100);

    assertThat(given(two).decisions(MinerOn.class))
        .extracting(on -> on.minerGroup().value())
        .containsExactly("b-cheap");
  }

  @Test
  void shouldLowerWhatIsStillOnItsWayUp() {
    Scene scene = given(site(2_000));

    scene.limit("solo", 900).steps();

    assertThat(scene.minerStatus("m").steps().ordered()).isEqualTo(5);
    // Nobody knows how far it came: all of it may draw.
    assertThat(ceiling(scene)).isEqualTo(1_400);
    scene.minerStarted("m", 10, 1).steps();
    assertThat(scene.refusals()).containsExactly(ReasonCode.NOT_APPLICABLE);
    assertThat(ceiling(scene)).isEqualTo(1_400);
    scene.minerStopped("m", 5, 2).steps();
    assertThat(ceiling(scene)).isEqualTo(900);
  }

  @Test
  void shouldTakeAnAnswerOnlyForTheNewestOrder() {
    Scene scene = given(site(2_000)).minersConfirmed().steps();
    scene.limit("solo", 900).steps().limit("solo", 700).steps();
    assertThat(scene.minerStatus("m").steps().ordered()).isEqualTo(3);

    scene.minerStopped("m", 5, 2).steps();
    assertThat(scene.refusals()).containsExactly(ReasonCode.NOT_APPLICABLE);
    assertThat(ceiling(scene)).isEqualTo(1_400);

    scene.minerStopped("m", 3, 3).steps();
    assertThat(ceiling(scene)).isEqualTo(700);
    scene.noLimit("solo").steps();
    assertThat(ceiling(scene)).isEqualTo(1_400);

    scene.limit("solo", 700).steps().minerStopped("m", 3, 3).steps();
    assertThat(ceiling(scene)).as("a late copy of an answer to an earlier order").isEqualTo(1_400);
  }

  @Test
  void shouldFreeStepByStepInWhateverOrderItHears() {
    Scene scene = given(site(2_000)).minersConfirmed().steps();
    scene.limit("solo", 400).steps();

    scene.minerStopped("m", 4, 2).steps();
    assertThat(ceiling(scene)).isEqualTo(800);
    scene.minerStopped("m", 8, 2).steps();
    assertThat(ceiling(scene)).isEqualTo(800);
    scene.minerStopped("m", 0, 2).steps();
    assertThat(ceiling(scene)).isEqualTo(400);
  }

  @Test
  void shouldChargeEachStepRoundedUp() {
    FleetFixture odd = fleet().site("solo", 667).stepped("m", "solo", 1_000, 3, 20_000);

    assertThat(ceiling(given(odd))).isEqualTo(667);
    FleetFixture less = fleet().site("solo", 666).stepped("m", "solo", 1_000, 3, 20_000);
    assertThat(ceiling(given(less))).isEqualTo(334);
  }
}
