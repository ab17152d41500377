package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.ReasonCode;
import org.junit.jupiter.api.Test;

class MinersTest {
  /** 400 W of idle GPUs and miners of 500 W each in a site of {@code rating} watts. */
  private static FleetFixture site(long rating) {
    return fleet()
        .site("solo", rating)
        .node("n1", "solo", 4)
        .miner("m-good", "solo", 500, 15_000)
        .miner("m-poor", "solo", 500, 30_000);
  }

  @Test
  void shouldGiveSpareWattsToTheMostEfficientMinersFirst() {
    Scene scene = given(site(900));

    assertThat(scene.miner("m-good")).isEqualTo(MinerState.STARTING);
    assertThat(scene.miner("m-poor")).isEqualTo(MinerState.OFF);
  }

  @Test
  void shouldYieldToWaitingWorkAndStartItOnlyOnceConfirmed() {
    Scene scene = given(site(1_400)).minersConfirmed().steps();

    scene.task("t1", FLEX, 1, 1000).steps();
    assertThat(scene.decisions(MinerOff.class))
        .extracting(off -> off.minerGroup().value())
        .containsExactly("m-poor");
    assertThat(scene.whyWaits("t1").code()).isEqualTo(ReasonCode.POWER_LIMITED);

    scene.minersConfirmed().steps();
    assertThat(scene.nodesOf("t1")).containsExactly("n1");
  }

  @Test
  void shouldOrderNoFurtherMinerOffWhileTheFirstHasNotConfirmed() {
    Scene scene = given(site(1_400)).minersConfirmed().steps();
    scene.task("t1", FLEX, 1, 1000).steps();

    scene.later(500).task("t2", FLEX, 1, 100).steps();

    assertThat(scene.decisions(MinerOff.class)).isEmpty();
  }

  @Test
  void shouldYieldForAllReplicasThatAPoolLacksAtOnce() {
    Scene scene =
        given(site(1_400).model("big", 1000).pool("big", STANDARD, 0, 2)).minersConfirmed().steps();

    scene.batch("b1", "big", STANDARD, 600_000, 10).steps();

    assertThat(scene.decisions(MinerOff.class)).hasSize(2);
  }

  @Test
  void shouldNotYieldWhenItWouldNotBeEnough() {
    Scene scene =
        given(site(1_400).miner("firm", "solo", 600, 20_000, MinerActuator.NONE))
            .minersConfirmed()
            .steps();

    scene.task("t1", FLEX, 2, 1000).steps();

    assertThat(scene.decisions(MinerOff.class)).isEmpty();
    assertThat(scene.whyWaits("t1").code()).isEqualTo(ReasonCode.POWER_LIMITED);
  }

  @Test
  void shouldStartNoMinerWhereWorkWaitsForPower() {
    Scene scene = given(site(1_300)).minersConfirmed().steps();
    assertThat(scene.miner("m-good")).isEqualTo(MinerState.ON);

    scene.task("t1", FLEX, 3, 1000).steps();
    scene.minersConfirmed().steps();

    // 900 W are free, but the task asks for 1,200 W of the 900 W that any order could free.
    assertThat(scene.whyWaits("t1").code()).isEqualTo(ReasonCode.POWER_LIMITED);
    assertThat(scene.miner("m-poor")).isEqualTo(MinerState.OFF);
  }

  @Test
  void shouldStayOffForItsLeastTimeAndWakeThen() {
    FleetFixture one =
        fleet().site("solo", 900).node("n1", "solo", 4).miner("m-good", "solo", 500, 15_000);
    Scene scene = given(one).minersConfirmed().steps();
    scene.task("t1", FLEX, 1, 1000).steps();
    scene.minersConfirmed().steps();
    scene.stopped(1, StopCause.COMPLETED).steps();
    assertThat(scene.miner("m-good")).isEqualTo(MinerState.OFF);
    assertThat(scene.nextWake().value()).isEqualTo(scene.now() + 5_000);

    scene.later(5_000).steps();

    assertThat(scene.decisions(MinerOn.class)).hasSize(1);
    assertThat(scene.miner("m-good")).isEqualTo(MinerState.STARTING);
  }
}
