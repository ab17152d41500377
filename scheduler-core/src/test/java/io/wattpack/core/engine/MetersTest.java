package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.MeterReading;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TelemetrySource;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A meter says what really draws; it may add to what is booked, and never takes anything away. */
class MetersTest {
  private static final long INTERVAL = 10_000;

  /** GPUs of 100 W idle and 500 W peak that can be capped to 250 W; two of four run. */
  private static Scene twoRun(long rating) {
    Scene scene = given(fleet().site("solo", rating).cappable().node("n1", "solo", 4));
    scene.task("t1", FLEX, 1, 1000).task("t2", INTERACTIVE, 1, 1000).steps();
    return scene.ready(1).ready(2).steps();
  }

  /** The same with miners of 1,000 W in ten steps. */
  private static Scene withMiners(long rating) {
    Scene scene =
        given(
            fleet()
                .site("solo", rating)
                .cappable()
                .node("n1", "solo", 2)
                .stepped("old", "solo", 1_000, 10, 30_000));
    scene.task("t1", FLEX, 1, 1000).task("t2", INTERACTIVE, 1, 1000).steps();
    return scene.minersConfirmed().ready(1).ready(2).steps().minersConfirmed().steps();
  }

  /** A GPU that idles on each side. */
  private static Scene leftAndRight() {
    return given(
        fleet()
            .site("solo", 5_000)
            .domain("left", "solo", 3_000)
            .domain("right", "solo", 3_000)
            .node("l1", "left", 1)
            .node("r1", "right", 1));
  }

  /** A reading now, and another an interval later, which is the first that counts. */
  private static Scene metered(Scene scene, long watts) {
    scene.meter("solo", "solo", watts).steps();
    return scene.later(INTERVAL).meter("solo", "solo", watts).steps();
  }

  private static FleetFixture withBase(long watts) {
    return fleet().site("solo", 2_400).cappable().node("n1", "solo", 4).base("solo", watts);
  }

  private static long ceiling(Scene scene) {
    return scene.domain("solo").ceiling().value();
  }

  private static long unexplained(Scene scene) {
    return scene.domain("solo").unexplained().value();
  }

  private static void capsConfirmed(Scene scene) {
    scene
        .decisions(CapSet.class)
        .forEach(cap -> scene.happens(new CapApplied(cap.replica(), cap.order())));
  }

  @Test
  void shouldCountNoLessThanIsBookedWhateverAMeterReads() {
    Scene scene = metered(twoRun(2_000), 300);

    assertThat(ceiling(scene)).isEqualTo(1_200);
    assertThat(scene.domain("solo").meter()).isNotNull();
    assertThat(scene.domain("solo").meter().watts()).isEqualTo(new Watts(300));
  }

  @Test
  void shouldCountWhatAMeterShowsBeyondWhatIsBooked() {
    Scene scene = metered(twoRun(2_000), 1_500);

    assertThat(unexplained(scene)).isEqualTo(300);
    assertThat(ceiling(scene)).isEqualTo(1_500);
    assertThat(scene.decisions()).as("all within the cap").isEmpty();
  }

  @Test
  void shouldStartNothingOnWattsThatAMeterShowsToBeTaken() {
    Scene scene = metered(twoRun(1_700), 1_400);

    scene.task("t3", INTERACTIVE, 1, 1000).steps();
    assertThat(scene.nodesOf("t3")).isEmpty();

    scene.later(INTERVAL).meter("solo", "solo", 1_200).steps();
    assertThat(scene.nodesOf("t3")).as("the meter shows no more").containsExactly("n1");
  }

  @Test
  void shouldNotCompareTheFirstReading() {
    Scene scene = twoRun(2_000).meter("solo", "solo", 1_900).steps();

    assertThat(unexplained(scene)).isZero();
  }

  @Test
  void shouldNotTakeForUnexplainedWhatWentOffWhileTheReadingWasOnItsWay() {
    Scene scene = metered(twoRun(2_000), 1_200);
    long sampledAt = scene.later(INTERVAL).now();

    scene.later(100).stopped(1, StopCause.COMPLETED).steps();
    scene.later(100).meter("solo", "solo", 1_200, sampledAt).steps();

    assertThat(ceiling(scene)).isEqualTo(800);
    assertThat(unexplained(scene)).isZero();
  }

  @Test
  void shouldNotCompareAReadingThatIsOlderThanTheOneBeforeWasHeard() {
    Scene scene = metered(twoRun(2_000), 1_200);

    scene.later(INTERVAL).meter("solo", "solo", 1_900, scene.now() - INTERVAL - 1).steps();

    assertThat(unexplained(scene)).isZero();
  }

  @Test
  void shouldCapFlexibleWorkAtOnceUntilMinersAreGone() {
    // 1,000 W of GPUs and 1,000 W of miners; the meter shows 300 W more than that.
    Scene scene = metered(withMiners(2_000), 2_300);

    assertThat(scene.decisions())
        .isNotEmpty()
        .allMatch(decision -> decision instanceof CapSet || decision instanceof MinerOff);
    assertThat(scene.decisions(CapSet.class))
        .extracting(CapSet::cap)
        .containsExactly(new Watts(250));
    assertThat(scene.decisions(CapSet.class))
        .allMatch(cap -> cap.reason().code() == ReasonCode.METER_ABOVE_BOOKED);

    List<Decision> fast = scene.decisions();
    assertThat(fast.getFirst()).as("the fast one is told first").isInstanceOf(CapSet.class);
    capsConfirmed(scene);
    scene.minersConfirmed().steps();
    assertThat(ceiling(scene)).isLessThanOrEqualTo(2_000);
  }

  @Test
  void shouldCapOnceForTheSameMiners() {
    Scene scene = metered(withMiners(2_000), 2_001);

    assertThat(scene.decisions(MinerOff.class)).hasSize(1);
    assertThat(scene.decisions(CapSet.class))
        .extracting(CapSet::cap)
        .containsExactly(new Watts(499));
  }

  @Test
  void shouldNotCapAgainForWhatCapsAlreadyGive() {
    Scene scene = metered(withMiners(2_000), 2_001);

    scene.later(INTERVAL).meter("solo", "solo", 2_101).steps();

    assertThat(scene.decisions(CapSet.class))
        .extracting(CapSet::cap)
        .as("1 W of the 101 W is on its way")
        .containsExactly(new Watts(399));
  }

  @Test
  void shouldCapOnceWhereThereAreNoMiners() {
    Scene scene = given(fleet().site("solo", 3_000).cappable().node("n1", "solo", 6));
    for (int i = 1; i <= 6; i++) {
      scene.task("t" + i, FLEX, 1, 1000);
    }
    scene.steps();
    for (int i = 1; i <= 6; i++) {
      scene.ready(i);
    }
    metered(scene.steps(), 3_100);

    assertThat(scene.stops()).isEmpty();
    long given =
        scene.decisions(CapSet.class).stream().mapToLong(cap -> 500 - cap.cap().value()).sum();
    assertThat(given).isBetween(100L, 106L);
    scene.steps();
    assertThat(scene.decisions()).isEmpty();
  }

  @Test
  void shouldGiveTheCapBackWhenMinersAreGone() {
    Scene scene = metered(withMiners(2_000), 2_300);
    capsConfirmed(scene);
    scene.minersConfirmed().steps();

    assertThat(scene.decisions(CapSet.class)).extracting(CapSet::cap).contains(new Watts(500));
    assertThat(unexplained(scene)).isEqualTo(300);
    assertThat(scene.minerStatus("old").steps().ordered()).isEqualTo(7);
  }

  @Test
  void shouldMineAgainWhenTheMeterShowsNoMore() {
    Scene scene = metered(withMiners(2_000), 2_300);
    capsConfirmed(scene);
    scene.minersConfirmed().steps();
    capsConfirmed(scene);

    scene.later(INTERVAL).meter("solo", "solo", 1_700).steps();
    scene.minersConfirmed().steps();

    assertThat(unexplained(scene)).isZero();
    assertThat(scene.minerStatus("old").steps().ordered()).isEqualTo(10);
    assertThat(scene.replica(1).state()).isEqualTo(ReplicaState.READY);
  }

  @Test
  void shouldExplainAboveWhatAMeterBelowShows() {
    Scene scene = leftAndRight();
    scene.meter("solo", "solo", 700).meter("solo", "left", 400).steps().later(INTERVAL);

    scene.meter("solo", "solo", 700).meter("solo", "left", 400).steps();
    assertThat(scene.domain("left").unexplained().value()).isEqualTo(300);
    assertThat(unexplained(scene)).as("500 W in all, of which 300 W on the left").isEqualTo(500);

    scene.later(INTERVAL).meter("solo", "left", 100).steps();
    assertThat(scene.domain("left").unexplained().value()).isZero();
    assertThat(unexplained(scene)).as("what the meter above shows stays").isEqualTo(500);
  }

  @Test
  void shouldForgetAMeterThatIsTakenAway() {
    Scene scene = metered(twoRun(2_000), 1_500);

    scene
        .happens(
            new TelemetryReported(
                new SiteId("solo"),
                TelemetrySource.METER,
                new EpochMillis(scene.now()),
                List.of(new MeterReading(new PowerDomainId("solo"), null)),
                List.of()))
        .steps();

    assertThat(ceiling(scene)).isEqualTo(1_200);
    assertThat(scene.domain("solo").meter()).isNull();
  }

  @Test
  void shouldCarryWhatMetersShowOverAFleetEditWithoutComparingWhatWasOnItsWay() {
    Scene scene = metered(twoRun(2_000), 1_500);

    scene.fleet(fleet().site("solo", 2_400).cappable().node("n1", "solo", 4)).steps();
    assertThat(unexplained(scene)).isEqualTo(300);

    scene.later(INTERVAL).meter("solo", "solo", 1_200).steps();
    assertThat(unexplained(scene)).as("nothing to compare with yet").isEqualTo(300);
    scene.later(INTERVAL).meter("solo", "solo", 1_200).steps();
    assertThat(unexplained(scene)).isZero();
  }

  @Test
  void shouldCountOnceWhatAFleetEditBooksOfWhatAMeterShows() {
    Scene scene = metered(twoRun(2_400), 1_500);

    scene.fleet(withBase(250)).steps();
    assertThat(unexplained(scene)).as("the edit books 250 W of 300 W").isEqualTo(50);
    assertThat(ceiling(scene)).isEqualTo(1_500);

    scene.fleet(withBase(600)).steps();
    assertThat(unexplained(scene)).isZero();
    assertThat(ceiling(scene)).isEqualTo(1_800);
  }

  @Test
  void shouldCompareReadingsThatTakeLongerThanTheirInterval() {
    Scene scene = twoRun(2_000);
    long late = 3 * INTERVAL / 2;
    for (int i = 0; i < 4; i++) {
      scene.later(INTERVAL).meter("solo", "solo", 1_500, scene.now() - late).steps();
    }

    assertThat(unexplained(scene)).isEqualTo(300);
  }

  @Test
  void shouldCompareALateReadingWithAllThatWasBookedSinceOneWasCompared() {
    Scene scene = twoRun(2_400);
    long heard = scene.later(INTERVAL).now();
    scene.meter("solo", "solo", 1_200, heard - INTERVAL).steps();
    scene.later(2_000).stopped(1, StopCause.COMPLETED).steps();
    scene.later(2_000).meter("solo", "solo", 1_200, heard - 1).steps();

    scene.later(2_000).meter("solo", "solo", 1_200, heard + 1_000).steps();

    assertThat(unexplained(scene)).as("both ran when it was taken").isZero();
    assertThat(ceiling(scene)).isEqualTo(800);
  }

  @Test
  void shouldPassOverAReadingThatNoMeterCanHave() {
    Scene scene = leftAndRight();
    for (int i = 0; i < 3; i++) {
      for (String domain : List.of("left", "right", "solo")) {
        scene.meter("solo", domain, Long.MAX_VALUE);
      }
      scene.steps().later(INTERVAL);
    }

    assertThat(scene.domain("left").meter()).isNull();
    assertThat(ceiling(scene)).isEqualTo(200);
    scene.meter("solo", "left", MeterReading.WATTS_MAX).steps();
    assertThat(scene.domain("left").meter()).as("the most that one can have").isNotNull();
  }

  @Test
  void shouldRefuseReadingsOfAnUnknownSiteAndOfTheFuture() {
    Scene scene = twoRun(2_000);

    scene.meter("mars", "solo", 100).meter("solo", "solo", 100, scene.now() + 1).steps();

    assertThat(scene.refusals()).containsExactly(ReasonCode.UNKNOWN_ID, ReasonCode.NOT_APPLICABLE);
    assertThat(scene.domain("solo").meter()).isNull();
  }
}
