package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.units.Watts;
import org.junit.jupiter.api.Test;

class FleetChangeTest {
  private static FleetFixture base() {
    return fleet().site("solo", 20_000).node("n1", "solo", 4);
  }

  private static FleetFixture served() {
    return base()
        .domain("box", "solo", 10_000)
        .node("n2", "box", 4)
        .miner("m1", "box", 500, 20_000)
        .model("mini", 500)
        .pool("mini", STANDARD, 1, 4)
        .pool("mini", FLEX, 0, 4);
  }

  @Test
  void shouldCarryEverythingOverAndRecountItAlike() {
    Scene scene = given(served()).minersConfirmed().limit("box", 4_000).steps();
    scene.batch("b1", "mini", STANDARD, 600_000, 9).task("t1", FLEX, 1, 300).steps();
    FleetStatus before = scene.engine.status();

    scene.fleet(served()).steps();

    FleetStatus after = scene.engine.status();
    assertThat(after.domains()).isEqualTo(before.domains());
    assertThat(after.nodes()).isEqualTo(before.nodes());
    assertThat(after.miners()).isEqualTo(before.miners());
    assertThat(after.pools()).isEqualTo(before.pools());
    assertThat(after.replicas()).isEqualTo(before.replicas());
    assertThat(after.jobs()).isEqualTo(before.jobs());
    assertThat(scene.plans).isEmpty();
  }

  @Test
  void shouldUseWhatIsAdded() {
    Scene scene = given(base()).task("t1", STANDARD, 4, 1000).task("t2", STANDARD, 4, 1000).steps();
    assertThat(scene.whyWaits("t2").code()).isEqualTo(ReasonCode.NO_FREE_GPU);

    scene.fleet(base().node("n0", "solo", 4)).steps();

    assertThat(scene.nodesOf("t2")).containsExactly("n0");
    assertThat(scene.nodesOf("t1")).containsExactly("n1");
  }

  @Test
  void shouldRefuseToRemoveWhatUnfinishedJobsNeed() {
    Scene scene = given(served()).minersConfirmed().steps();
    scene.batch("b1", "mini", STANDARD, 600_000, 9).task("t1", STANDARD, 4, 1000).steps();
    FleetFixture withoutPool = served();
    withoutPool.pools().clear();
    FleetFixture withoutTenant = served();
    withoutTenant.tenants().removeIf(tenant -> tenant.id().value().equals("acme"));
    FleetFixture withoutProfile = served();
    withoutProfile.profiles().clear();

    scene.fleet(withoutPool).fleet(withoutTenant).fleet(withoutProfile).steps();

    assertThat(scene.refusals()).hasSize(3).containsOnly(ReasonCode.REMOVES_WHAT_IS_IN_USE);
    assertThat(scene.engine.fleet()).isEqualTo(served().build());
  }

  @Test
  void shouldRemoveWhatIsNotInUse() {
    Scene scene = given(served());
    FleetFixture smaller = served();
    smaller.pools().removeIf(pool -> pool.replicasMin() == 0);

    scene.fleet(smaller).steps();

    assertThat(scene.refusals()).isEmpty();
    assertThat(scene.engine.status().pools()).hasSize(1);
  }

  @Test
  void shouldRefuseAFleetThatDoesNotHoldTogether() {
    Scene scene = given(base());
    FleetFixture orphan = base().model("mini", 500);
    orphan.gpuModels().clear();

    scene
        .fleet(orphan)
        .fleet(base().node("n1", "solo", 1))
        .fleet(base().node("n9", "solo", 0))
        .fleet(base().domain("box", "solo", Long.MAX_VALUE))
        .fleet(base().pool("mini", STANDARD, 3, 2))
        .steps();

    assertThat(scene.refusals()).hasSize(5).containsOnly(ReasonCode.INVALID_FLEET);
  }

  @Test
  void shouldRefuseAFleetFromAnotherDoor() {
    Scene scene = given(base());

    scene.happens(new FleetApplied(base().build(), ManagedBy.API)).steps();

    assertThat(scene.refusals()).containsExactly(ReasonCode.NOT_APPLICABLE);
  }

  @Test
  void shouldShedWhenTheFleetRatesADomainLower() {
    Scene scene = given(base()).task("t1", FLEX, 2, 1000).steps();

    scene.fleet(fleet().site("solo", 1_000).node("n1", "solo", 4)).steps();

    assertThat(scene.stops()).containsExactly(1L);
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(1_000));
  }

  @Test
  void shouldServeABatchByTheBetterPoolOnceThereIsOne() {
    FleetFixture before = base().model("mini", 500).pool("mini", STANDARD, 0, 4);
    Scene scene = given(before).batch("b1", "mini", FLEX, 1_000, 2).steps();
    assertThat(scene.nodesOf("mini/standard")).hasSize(1);

    scene
        .fleet(base().model("mini", 500).pool("mini", STANDARD, 0, 4).pool("mini", FLEX, 0, 4))
        .steps();

    assertThat(scene.pool("mini", FLEX).linesWaiting()).isEqualTo(20);
    assertThat(scene.pool("mini", STANDARD).linesWaiting()).isZero();
    assertThat(scene.nodesOf("mini/flex")).hasSize(1);
  }
}
