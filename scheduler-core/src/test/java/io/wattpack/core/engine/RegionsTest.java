package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.PowerEventCancelled;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.power.LimitKind;
import io.wattpack.core.state.RegionStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import org.junit.jupiter.api.Test;

/**
 * A GPU draws 100 W idle and 400 W more when it is in use. Replicas are gone 100 ms after the order
 * to stop, miners 1,000 ms after theirs.
 */
class RegionsTest {
  private static final long OFF_MILLIS = 1_000;
  private static final long MARGIN_MILLIS = 1_000;

  static PowerEventPosted asks(String id, String domain, long watts, long start, long end) {
    return Scene.asks(id, domain, watts, start, 0, end);
  }

  static RegionStatus region(Scene scene, String id) {
    return scene.engine.status().regions().stream()
        .filter(region -> region.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Two sites with two GPUs each; the miner in the west is the less efficient one. */
  private static FleetFixture twoSites() {
    return fleet()
        .site("east", 3_000)
        .node("e1", "east", 2)
        .miner("em", "east", 500, 20)
        .site("west", 3_000)
        .node("w1", "west", 2)
        .miner("wm", "west", 500, 40);
  }

  private static Scene running(FleetFixture fleet) {
    Scene scene = given(fleet);
    return scene.minersConfirmed().steps();
  }

  @Test
  void shouldAskNothingOfTheFleetWithoutAnEvent() {
    Scene scene = running(twoSites());

    assertThat(region(scene, "fleet").cap()).isEqualTo(new Watts(6_000));
    assertThat(region(scene, "fleet").binding()).isEqualTo(LimitKind.CONTINUOUS);
    assertThat(region(scene, "fleet").ceiling()).isEqualTo(new Watts(1_400));
    assertThat(region(scene, "zone:ZONE").interconnects())
        .containsExactly(new PowerDomainId("east"), new PowerDomainId("west"));
  }

  @Test
  void shouldTakeTheWorstMinerOfAllSitesFirst() {
    Scene scene = running(twoSites());
    scene.happens(asks("ev", "fleet", 900, scene.now(), scene.now() + 60_000)).steps();

    assertThat(scene.decisions(MinerOff.class))
        .extracting(off -> off.minerGroup().value())
        .containsExactly("wm");
    assertThat(scene.decisions(MinerOff.class).getFirst().reason().domain())
        .isEqualTo(new PowerDomainId("fleet"));
    scene.minersConfirmed().steps();
    assertThat(region(scene, "fleet").ceiling()).isEqualTo(new Watts(900));
    assertThat(region(scene, "fleet").breach()).isEqualTo(Watts.ZERO);
    assertThat(region(scene, "fleet").binding()).isEqualTo(LimitKind.GRID);
  }

  @Test
  void shouldSayOfEachMinerForWhatItMakesRoom() {
    FleetFixture fleet =
        fleet()
            .site("east", 800)
            .node("e1", "east", 1)
            .stepped("em", "east", 400, 4, 20)
            .site("west", 3_000)
            .stepped("wm", "west", 600, 6, 30);
    Scene scene = running(fleet);
    scene.happens(asks("ev", "fleet", 1_100, scene.now(), scene.now() + 600_000)).steps();

    scene.task("t1", STANDARD, 1, 1000).steps();

    assertThat(scene.decisions(MinerOff.class))
        .extracting(off -> off.minerGroup() + " for " + off.reason().domain())
        .containsExactlyInAnyOrder("em for east", "wm for fleet");
  }

  @Test
  void shouldTellMinersOfTheOtherSiteToMakeRoomForWork() {
    Scene scene = running(twoSites());
    scene.happens(asks("ev", "fleet", 1_400, scene.now(), scene.now() + 600_000)).steps();
    assertThat(scene.decisions()).isEmpty();

    scene.task("t1", STANDARD, 1, 1000).steps();
    assertThat(scene.decisions(MinerOff.class))
        .extracting(off -> off.minerGroup().value())
        .containsExactly("wm");
    assertThat(scene.decisions(ReplicaStart.class)).isEmpty();
    assertThat(scene.whyWaits("t1").domain()).isEqualTo(new PowerDomainId("fleet"));
    assertThat(scene.whyWaits("t1").code()).isEqualTo(ReasonCode.POWER_LIMITED);

    scene.minersConfirmed().steps();
    // The west falls by 500 W, the east rises by 400 W: the sum holds.
    assertThat(scene.decisions(ReplicaStart.class)).hasSize(1);
    assertThat(scene.domain("east").ceiling()).isEqualTo(new Watts(1_100));
    assertThat(region(scene, "fleet").ceiling()).isEqualTo(new Watts(1_300));
  }

  @Test
  void shouldStartMinersOnlyWhileTheSumHolds() {
    Scene scene = given(twoSites());
    scene.minersConfirmed().steps();
    scene.happens(asks("ev", "zone:ZONE", 400, scene.now(), scene.now() + 10_000)).steps();
    scene.minersConfirmed().steps();
    assertThat(region(scene, "zone:ZONE").ceiling()).isEqualTo(new Watts(400));

    scene.happens(asks("ev", "zone:ZONE", 900, scene.now(), scene.now() + 60_000));
    scene.later(6_000).steps();
    assertThat(scene.decisions(MinerOn.class))
        .extracting(on -> on.minerGroup().value())
        .containsExactly("em");
    assertThat(region(scene, "zone:ZONE").ceiling()).isEqualTo(new Watts(900));
  }

  @Test
  void shouldKeepWattsForWorkThatWaitsAtAnotherSite() {
    FleetFixture fleet = fleet().site("east", 3_000).node("e1", "east", 2).site("west", 3_000);
    Scene scene = running(fleet.miner("wm", "west", 250, 20));
    long end = scene.now() + 600_000;
    scene.happens(asks("ev", "fleet", 600, scene.now(), end)).task("t1", STANDARD, 1, 1000).steps();
    scene.minersConfirmed().steps();
    scene.task("t2", STANDARD, 1, 1000).steps();
    assertThat(region(scene, "fleet").ceiling()).isEqualTo(new Watts(600));
    assertThat(scene.whyWaits("t2").domain()).isEqualTo(new PowerDomainId("fleet"));

    // Enough for the miner, and not for the task.
    scene.later(10_000).happens(asks("ev", "fleet", 900, scene.now(), end)).steps();
    assertThat(scene.decisions(MinerOn.class)).isEmpty();
    scene.later(1_000).happens(asks("ev", "fleet", 1_000, scene.now(), end)).steps();
    assertThat(scene.decisions(ReplicaStart.class)).hasSize(1);
  }

  @Test
  void shouldDrainForAKnownTargetEachAtItsOwnTime() {
    FleetFixture fleet =
        fleet()
            .site("east", 3_000, 5_000)
            .node("e1", "east", 2)
            .site("west", 3_000, 30_000)
            .node("w1", "west", 2);
    Scene scene = given(fleet);
    scene.task("t1", FLEX, 2, 1000).task("t2", FLEX, 2, 1000).steps();
    assertThat(region(scene, "fleet").ceiling()).isEqualTo(new Watts(2_000));
    long start = scene.now() + 40_000;
    scene.happens(asks("ev", "fleet", 400, start, start + 600_000)).steps();
    assertThat(scene.nextWake()).isEqualTo(new EpochMillis(start - 30_000 - MARGIN_MILLIS));

    scene.later(10_000 - MARGIN_MILLIS).steps();
    assertThat(scene.stops()).containsExactly(2L);
    assertThat(scene.nextWake()).isEqualTo(new EpochMillis(start - 5_000 - MARGIN_MILLIS));
    scene.later(25_000).steps();
    assertThat(scene.stops()).containsExactly(1L);
    scene.later(5_000 + MARGIN_MILLIS).stopsConfirmed().steps();
    assertThat(region(scene, "fleet").ceiling()).isEqualTo(new Watts(400));
  }

  @Test
  void shouldComeBackInStepsThatTheSumNeverExceeds() {
    Scene scene = running(twoSites());
    long end = scene.now() + 60_000;
    scene.happens(Scene.asks("ev", "fleet", 400, scene.now(), 10_000, end)).steps();
    for (long at = 0; at < 60; at++) {
      scene.later(OFF_MILLIS).minersConfirmed().steps();
    }
    assertThat(region(scene, "fleet").ceiling()).isEqualTo(new Watts(400));

    long last = 0;
    for (long at = 0; at < 12; at++) {
      RegionStatus fleet = region(scene, "fleet");
      assertThat(fleet.ceiling().value()).isLessThanOrEqualTo(fleet.cap().value());
      assertThat(fleet.cap().value()).isGreaterThanOrEqualTo(last);
      last = fleet.cap().value();
      scene.later(1_000).minersConfirmed().steps();
    }
    assertThat(last).isEqualTo(6_000);
    assertThat(region(scene, "fleet").ceiling()).isEqualTo(new Watts(1_400));
  }

  @Test
  void shouldRiseFromTheLevelItHasComeToWhenItIsWithdrawn() {
    Scene scene = running(twoSites());
    scene
        .happens(Scene.asks("ev", "fleet", 400, scene.now(), 10_000, scene.now() + 90_000))
        .steps();
    scene.later(20_000).minersConfirmed().steps();

    scene.happens(new PowerEventCancelled(new PowerEventId("ev"))).steps();
    assertThat(region(scene, "fleet").cap()).isEqualTo(new Watts(400));
    scene.later(5_000).steps();
    assertThat(region(scene, "fleet").cap()).isEqualTo(new Watts(400 + 5_600 / 2));
  }

  @Test
  void shouldHoldOverAFleetEditThatAddsAndTakesAwayASite() {
    Scene scene = running(twoSites());
    scene.happens(asks("ev", "fleet", 900, scene.now(), scene.now() + 600_000)).steps();
    scene.minersConfirmed().steps();
    assertThat(region(scene, "fleet").ceiling()).isEqualTo(new Watts(900));

    scene.fleet(twoSites().site("north", 1_000).miner("nm", "north", 100, 10)).steps();
    assertThat(region(scene, "fleet").cap()).isEqualTo(new Watts(900));
    assertThat(region(scene, "fleet").hardware()).isEqualTo(new Watts(7_000));
    assertThat(scene.minerStatus("nm").steps().ordered()).isZero();
    Engine restored = Engine.restore(scene.engine.image());
    assertThat(restored.digest()).isEqualTo(scene.engine.digest());
    assertThat(restored.status()).isEqualTo(scene.engine.status());

    scene.fleet(fleet().site("west", 3_000).node("w1", "west", 2).miner("wm", "west", 500, 40));
    scene.later(10_000).steps();
    scene.minersConfirmed().steps();
    assertThat(region(scene, "fleet").cap()).isEqualTo(new Watts(900));
    assertThat(region(scene, "fleet").ceiling()).isEqualTo(new Watts(700));
  }

  @Test
  void shouldSayWhatOfARegionNothingCanShed() {
    Scene scene = running(twoSites());
    scene.happens(asks("ev", "fleet", 300, scene.now(), scene.now() + 60_000)).steps();

    assertThat(region(scene, "fleet").breach()).isEqualTo(new Watts(100));
    Engine restored = Engine.restore(scene.engine.image());
    assertThat(restored.status()).isEqualTo(scene.engine.status());
    assertThat(scene.fleet(twoSites()).steps().plans).isEmpty();
  }

  @Test
  void shouldRefuseAZoneThatThereIsNot() {
    Scene scene = running(twoSites());
    scene.happens(asks("ev", "zone:nowhere", 300, scene.now(), scene.now() + 60_000)).steps();
    assertThat(scene.refusals()).containsExactly(ReasonCode.UNKNOWN_ID);
  }

  @Test
  void shouldRefuseADomainWithTheIdOfARegion() {
    Scene scene = running(twoSites());
    scene.fleet(twoSites().domain("zone:ZONE", "east", 100)).steps();
    assertThat(scene.refusals()).containsExactly(ReasonCode.INVALID_FLEET);
  }

  @Test
  void shouldKeepWattsForWorkThatWaitsForItsBeatAtAnotherSite() {
    FleetFixture fleet =
        fleet()
            .site("east", 3_000)
            .recovering(400)
            .site("west", 3_000)
            .node("w1", "west", 2)
            .node("e1", "east", 2)
            .cappable();
    Scene scene = given(fleet).limit("east", 200).steps().task("t0", STANDARD, 2, 1000).steps();
    long end = scene.now() + 9_000_000;
    scene.happens(asks("ev", "fleet", 800, scene.now(), end)).steps();
    scene.capsApplied().steps().later(60_000).noLimit("east");
    scene.task("t1", FLEX, 1, 1000).task("t2", FLEX, 1, 1000).steps();

    scene
        .capsApplied()
        .steps()
        .later(60_000)
        .happens(asks("ev", "fleet", 1_600, scene.now(), end))
        .steps();
    scene.capsApplied().steps().later(10_000).steps();

    assertThat(scene.nodesOf("t1")).containsExactly("e1");
    assertThat(scene.nodesOf("t2")).as("in the next beat").containsExactly("e1");
  }
}
