package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.RISE;
import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.INTERACTIVE;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.units.Watts;
import org.junit.jupiter.api.Test;

class PlacingTest {
  private static FleetFixture threeSites() {
    return fleet()
        .site("east", 10_000)
        .node("e1", "east", 4)
        .site("north", 10_000)
        .node("n1", "north", 4)
        .site("west", 10_000)
        .node("w1", "west", 4)
        .model("mini", 250)
        .pool("mini", STANDARD, 0, 6)
        .pool("mini", INTERACTIVE, 1, 2);
  }

  private static FleetFixture oneNode(long ratingWatts) {
    return fleet().site("solo", ratingWatts).node("n1", "solo", 4);
  }

  @Test
  void shouldKeepTheLeastNumberOfReplicasWithoutWork() {
    Scene scene = given(threeSites());

    assertThat(scene.nodesOf("mini/interactive")).containsExactly("e1");
    assertThat(scene.nodesOf("mini/standard")).isEmpty();
  }

  @Test
  void shouldPutOneReplicaAtEachSiteWhenThreeAreNeeded() {
    Scene scene = given(threeSites());

    scene.batch("b1", "mini", STANDARD, 900_000, 10).steps();

    assertThat(scene.nodesOf("mini/standard")).containsExactlyInAnyOrder("e1", "n1", "w1");
  }

  @Test
  void shouldShareAGpuThatIsInUseAndRaiseNothing() {
    Scene scene = given(oneNode(10_000));

    scene.task("t1", STANDARD, 1, 500).task("t2", STANDARD, 1, 500).steps();

    assertThat(scene.replica(2).devices()).isEqualTo(scene.replica(1).devices());
    assertThat(scene.replica(2).watts()).isEqualTo(Watts.ZERO);
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(4 * 100 + RISE));
  }

  @Test
  void shouldNameTheDomainThatCannotPowerTheRise() {
    Scene scene = given(oneNode(4 * 100 + RISE + 399));

    scene.task("t1", STANDARD, 1, 1000).task("t2", STANDARD, 1, 1000).steps();

    assertThat(scene.whyWaits("t1")).isNull();
    assertThat(scene.whyWaits("t2"))
        .isEqualTo(Reason.powerLimited(new PowerDomainId("solo"), new Watts(RISE)));
  }

  @Test
  void shouldFreePowerAndDevicesOnlyWhenTheStopIsConfirmed() {
    Scene scene = given(oneNode(4 * 100 + RISE)).task("t1", FLEX, 1, 1000).steps();
    scene.cancelled("t1").task("t2", FLEX, 1, 1000).steps();
    assertThat(scene.stops()).containsExactly(1L);
    assertThat(scene.whyWaits("t2")).isNotNull();

    scene.stopped(1, StopCause.REQUESTED).steps();

    assertThat(scene.whyWaits("t2")).isNull();
    assertThat(scene.job("t1")).isNull();
  }

  @Test
  void shouldSayWhetherAGpuIsBookedOrDoesNotExist() {
    Scene scene = given(oneNode(10_000)).task("t1", STANDARD, 3, 1000).steps();

    scene.task("t2", STANDARD, 2, 1000).task("t3", STANDARD, 5, 1000).steps();

    assertThat(scene.whyWaits("t2").code()).isEqualTo(ReasonCode.NO_FREE_GPU);
    assertThat(scene.whyWaits("t3").code()).isEqualTo(ReasonCode.NO_COMPATIBLE_GPU);
  }

  @Test
  void shouldPlaceTheMoreValuableTierFirst() {
    Scene scene = given(oneNode(4 * 100 + RISE));

    scene.task("t1", FLEX, 1, 1000).later(1).task("t2", STANDARD, 1, 1000).steps();

    assertThat(scene.nodesOf("t2")).containsExactly("n1");
    assertThat(scene.whyWaits("t1")).isNotNull();
  }
}
