package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.INTERACTIVE;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.units.Watts;
import org.junit.jupiter.api.Test;

class SheddingTest {
  /** One site of four GPUs: 400 W idle, 400 W more for each GPU in use. */
  private static FleetFixture site() {
    return fleet().site("solo", 10_000).node("n1", "solo", 4);
  }

  /** r-1 interactive, r-2 standard, r-3 and r-4 flex, each on its own GPU: 2,000 W. */
  private static Scene fourTasks(FleetFixture fleet) {
    Scene scene = given(fleet);
    scene.task("t1", INTERACTIVE, 1, 1000).steps();
    scene.later(1).task("t2", STANDARD, 1, 1000).steps();
    scene.later(1).task("t3", FLEX, 1, 1000).steps();
    return scene.later(1).task("t4", FLEX, 1, 1000).steps();
  }

  @Test
  void shouldStopTheLeastValuableAndAmongThemTheYoungestFirst() {
    Scene scene = fourTasks(site());

    scene.limit("solo", 1_300).steps();

    assertThat(scene.stops()).containsExactlyInAnyOrder(4L, 3L);
  }

  @Test
  void shouldStopNothingWhenWhatWasOrderedOffIsEnough() {
    Scene scene = fourTasks(site()).limit("solo", 1_300).steps();

    scene.limit("solo", 1_250).steps();

    assertThat(scene.stops()).isEmpty();
  }

  @Test
  void shouldSwitchMinersOffBeforeAnyReplicaStops() {
    Scene scene =
        fourTasks(site().miner("old", "solo", 900, 30_000).miner("new", "solo", 900, 15_000));
    assertThat(scene.minersConfirmed().steps().miner("new")).isEqualTo(MinerState.ON);

    scene.limit("solo", 2_900).steps();

    assertThat(scene.decisions(MinerOff.class))
        .extracting(off -> off.minerGroup().value())
        .containsExactly("old");
    assertThat(scene.stops()).isEmpty();
  }

  @Test
  void shouldStopOnlyWhatLowersTheDomain() {
    Scene scene =
        given(
            fleet()
                .site("solo", 10_000)
                .domain("left", "solo", 5_000)
                .domain("right", "solo", 5_000)
                .node("l1", "left", 1)
                .node("r1", "right", 1));
    scene.task("t1", FLEX, 1, 1000).task("t2", STANDARD, 1, 1000).steps();
    assertThat(scene.nodesOf("t1")).containsExactly("r1");

    scene.limit("left", 100).steps();

    assertThat(scene.stops())
        .containsExactly(scene.engine.status().replicas().getFirst().id().value());
    assertThat(scene.nodesOf("t2")).containsExactly("l1");
  }

  @Test
  void shouldStopAllThatShareAGpuAndValueThemByTheMostValuable() {
    Scene scene = given(fleet().site("solo", 10_000).node("n1", "solo", 2));
    scene.task("t1", STANDARD, 1, 500).task("t2", FLEX, 1, 500).task("t3", FLEX, 1, 1000).steps();

    scene.limit("solo", 900).steps();
    assertThat(scene.stops()).containsExactly(3L);

    scene.limit("solo", 500).steps();
    assertThat(scene.stops()).containsExactly(1L, 2L);
  }

  @Test
  void shouldReportWhatNobodyCanShedAsBreachUntilItIsOver() {
    Scene scene = given(site().miner("firm", "solo", 700, 20_000, MinerActuator.NONE));

    scene.limit("solo", 1_000).steps();
    assertThat(scene.domain("solo").breach()).isEqualTo(new Watts(100));

    scene.noLimit("solo").steps();
    assertThat(scene.domain("solo").breach()).isEqualTo(Watts.ZERO);
  }

  @Test
  void shouldStartNothingUnderADomainInBreach() {
    Scene scene = given(site()).task("t1", STANDARD, 1, 500).steps();
    scene.limit("solo", 0).steps();
    assertThat(scene.stops()).containsExactly(1L);

    scene.task("t2", INTERACTIVE, 1, 500).steps();

    assertThat(scene.whyWaits("t2").code()).isEqualTo(ReasonCode.IN_BREACH);
  }

  @Test
  void shouldStartAgainWhatWasShedWhenTheLimitIsLifted() {
    Scene scene = fourTasks(site()).limit("solo", 0).steps().stopsConfirmed().steps();
    assertThat(scene.engine.status().replicas()).isEmpty();

    scene.noLimit("solo").steps();

    assertThat(scene.engine.status().replicas())
        .extracting(replica -> replica.owner().toString())
        .containsExactly("t1", "t2", "t3", "t4");
  }

  @Test
  void shouldLiftALimitAtItsEndAndSayWhenThatIs() {
    Scene scene =
        given(site()).limitUntil("solo", 0, Scene.START + 5_000).task("t1", FLEX, 1, 1000).steps();
    assertThat(scene.nextWake().value()).isEqualTo(Scene.START + 5_000);
    assertThat(scene.later(4_999).steps().nodesOf("t1")).isEmpty();

    scene.later(1).steps();

    assertThat(scene.nodesOf("t1")).containsExactly("n1");
    assertThat(scene.domain("solo").operatorLimit()).isNull();
  }
}
