package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.PowerEventKind;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.power.LimitKind;
import io.wattpack.core.state.FutureStep;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A GPU draws 100 W idle and 400 W more in use. Replicas are gone 100 ms after the order to stop,
 * miners 1,000 ms after theirs; a task runs for a minute.
 */
class LimitsAheadTest {
  private static final long STOP_MILLIS = 100;
  private static final long OFF_MILLIS = 1_000;

  /** So much sooner than that they are told to go for a limit that is known. */
  private static final long MARGIN_MILLIS = 1_000;

  private static final long DAYS = 86_400_000;
  private static final long SUNDAY = Scene.START + 5 * DAYS;

  private static PowerEventPosted capOf(long watts, long start, long ramp, long end) {
    return capOf("works", watts, start, ramp, end);
  }

  private static PowerEventPosted capOf(String id, long watts, long start, long ramp, long end) {
    return new PowerEventPosted(
        new PowerEvent(
            new PowerEventId(id),
            new PowerDomainId("solo"),
            new Watts(watts),
            PowerEventKind.HARD,
            new EpochMillis(Scene.START),
            new EpochMillis(start),
            ramp,
            new EpochMillis(end),
            null));
  }

  private static Scene given(long ratingWatts, int gpus) {
    return Scene.given(
        fleet()
            .site("solo", ratingWatts)
            .node("n1", "solo", gpus)
            .model("chat", 1000)
            .pool("chat", STANDARD, 1, 1));
  }

  @Test
  void shouldBlockNothingTodayForACapOfZeroNextSunday() {
    Scene scene = given(2_000, 4);
    scene.happens(capOf(0, SUNDAY, 0, SUNDAY + DAYS)).steps();

    scene.task("ends-before", STANDARD, 1, 1000);
    scene.task("ends-before-too", FLEX, 2, 1000).steps();

    assertThat(scene.decisions(ReplicaStart.class)).hasSize(2);
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(2_000));
    assertThat(scene.nextWake()).isEqualTo(new EpochMillis(SUNDAY - STOP_MILLIS - MARGIN_MILLIS));
  }

  @Test
  void shouldPlaceUntilTheLastMomentWhatCanStillBeStopped() {
    Scene scene = given(2_000, 4);
    scene.happens(capOf(0, SUNDAY, 0, SUNDAY + DAYS)).steps();

    scene
        .later(5 * DAYS - STOP_MILLIS - MARGIN_MILLIS - 1)
        .task("ends-later", STANDARD, 1, 1000)
        .steps();
    assertThat(scene.decisions(ReplicaStart.class)).hasSize(1);

    scene.later(1).task("comes-too-late", STANDARD, 1, 1000).steps();
    assertThat(scene.decisions(ReplicaStart.class)).isEmpty();
    assertThat(scene.whyWaits("comes-too-late").code()).isEqualTo(ReasonCode.IN_BREACH);
  }

  @Test
  void shouldDrainJustInTimeAndSayWhatCannotGo() {
    Scene scene = given(2_000, 4);
    scene.happens(capOf(0, SUNDAY, 0, SUNDAY + DAYS)).steps();
    scene.task("t1", STANDARD, 1, 1000).steps();

    scene.later(5 * DAYS - STOP_MILLIS - MARGIN_MILLIS - 1).steps();
    assertThat(scene.stops()).isEmpty();
    scene.later(1).steps();
    assertThat(scene.stops()).containsExactlyInAnyOrder(2L, 1L);
    assertThat(scene.decisions(ReplicaStop.class))
        .allMatch(stop -> stop.reason().code() == ReasonCode.LIMIT_WILL_FALL);
    assertThat(scene.domain("solo").breach()).isEqualTo(Watts.ZERO);

    scene.later(STOP_MILLIS + MARGIN_MILLIS).stopsConfirmed().steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(Watts.ZERO);
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(400));
    assertThat(scene.domain("solo").breach()).isEqualTo(new Watts(400));
  }

  @Test
  void shouldStopTheSlowFirstAndTheFastLater() {
    Scene scene =
        Scene.given(fleet().site("solo", 1_500).node("n1", "solo", 2).miner("m1", "solo", 500, 20));
    scene.task("t1", STANDARD, 1, 1000).steps();
    scene.minersConfirmed().steps();
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(1_100));
    long start = scene.now() + 60_000;

    scene.happens(capOf(200, start, 0, start + 60_000)).steps();
    assertThat(scene.nextWake()).isEqualTo(new EpochMillis(start - OFF_MILLIS - MARGIN_MILLIS));
    scene.later(60_000 - OFF_MILLIS - MARGIN_MILLIS).steps();
    assertThat(scene.decisions(MinerOff.class)).hasSize(1);
    assertThat(scene.stops()).isEmpty();
    assertThat(scene.nextWake()).isEqualTo(new EpochMillis(start - STOP_MILLIS - MARGIN_MILLIS));

    scene.later(OFF_MILLIS - STOP_MILLIS).steps();
    assertThat(scene.stops()).containsExactly(1L);
  }

  @Test
  void shouldLeaveTheRestToWhatIsFaster() {
    Scene scene =
        Scene.given(
            fleet()
                .site("solo", 1_500, OFF_MILLIS + 1_000)
                .node("n1", "solo", 2)
                .miner("m1", "solo", 500, 20));
    scene.task("t1", STANDARD, 1, 1000).steps();
    scene.minersConfirmed().steps();
    long start = scene.now() + 60_000;

    scene.happens(capOf(600, start, 0, start + 60_000)).steps();
    scene.later(60_000 - OFF_MILLIS - 1_000 - MARGIN_MILLIS).steps();
    assertThat(scene.decisions()).isEmpty();
    scene.later(1_000).steps();
    assertThat(scene.decisions(MinerOff.class)).hasSize(1);
    assertThat(scene.stops()).isEmpty();
  }

  @Test
  void shouldCountForAStepOnlyWhatIsGoneByThen() {
    Scene scene =
        Scene.given(
            fleet()
                .site("solo", 1_500, 5 * OFF_MILLIS)
                .node("n1", "solo", 2)
                .miner("m1", "solo", 500, 20));
    scene.task("t1", STANDARD, 1, 1000).task("t2", FLEX, 1, 1000).steps();
    scene.minersConfirmed().steps();
    long sooner = scene.now() + 60_000;
    long later = sooner + 2 * OFF_MILLIS;
    scene.happens(capOf("sooner", 1_100, sooner, 0, later + 60_000));
    scene.happens(capOf("later", 600, later, 0, later + 60_000)).steps();

    scene.later(62_000 - 5 * OFF_MILLIS - MARGIN_MILLIS).steps();
    assertThat(scene.stops()).containsExactly(2L);
    assertThat(scene.decisions(MinerOff.class)).isEmpty();

    // The 400 W of the replica would be enough, but are there until the later step.
    scene.later(2 * OFF_MILLIS).steps();
    assertThat(scene.decisions(MinerOff.class)).hasSize(1);
    assertThat(scene.stops()).isEmpty();
    scene.later(OFF_MILLIS + MARGIN_MILLIS).minersConfirmed().steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(1_100));
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(1_000));
    assertThat(scene.domain("solo").breach()).isEqualTo(Watts.ZERO);
  }

  @Test
  void shouldStopNothingForStepsOfMinersThatGoInTime() {
    Scene scene =
        Scene.given(
            fleet().site("solo", 1_100).node("n1", "solo", 2).stepped("m1", "solo", 500, 2, 20));
    scene.task("t1", STANDARD, 1, 1000).steps();
    scene.minersConfirmed().steps();
    long sooner = scene.now() + 60_000;
    long later = sooner + OFF_MILLIS / 2;
    scene.happens(capOf("sooner", 850, sooner, 0, later + 60_000));
    scene.happens(capOf("later", 600, later, 0, later + 60_000)).steps();

    scene.later(60_000 - OFF_MILLIS - MARGIN_MILLIS).steps();
    assertThat(scene.decisions(MinerOff.class)).extracting(MinerOff::steps).containsExactly(1);
    scene.later(OFF_MILLIS / 2).steps();
    assertThat(scene.decisions(MinerOff.class)).extracting(MinerOff::steps).containsExactly(0);

    // The second step of the miners is gone later than this one, the first in time.
    scene.later(OFF_MILLIS / 2 - STOP_MILLIS).steps();
    assertThat(scene.stops()).isEmpty();
  }

  @Test
  void shouldSendNoOthersForMinersThatAreToldAMomentLate() {
    Scene scene =
        Scene.given(
            fleet()
                .site("solo", 1_500)
                .node("n1", "solo", 2)
                .miner("m1", "solo", 250, 30)
                .miner("m2", "solo", 250, 20));
    scene.task("t1", STANDARD, 1, 1000).steps();
    scene.minersConfirmed().steps();
    long start = scene.now() + 60_000;
    scene.happens(capOf(850, start, 0, start + 60_000)).steps();

    // A clock is never on time: now it comes 20 ms after what it was set to, now 5 ms.
    List<Decision> decisions = new ArrayList<>();
    for (long late = 20; scene.now() < start; late = 25 - late) {
      EpochMillis wake = scene.nextWake() == null ? new EpochMillis(start) : scene.nextWake();
      scene.later(wake.value() + late - scene.now());
      decisions.addAll(scene.steps().decisions());
    }

    assertThat(decisions).hasSize(1).hasOnlyElementsOfType(MinerOff.class);
  }

  @Test
  void shouldFollowARampStepByStep() {
    Scene scene = given(1_000, 2);
    scene.task("t1", STANDARD, 1, 1000).steps();
    long start = scene.now() + 60_000;

    scene.happens(capOf(0, start, 1_000, start + 60_000)).steps();
    // The first step is of 100 W, which the youngest must make room for, the fifth asks for more.
    scene.later(60_000 - STOP_MILLIS - MARGIN_MILLIS).steps();
    assertThat(scene.stops()).containsExactly(2L);
    scene.later(399).stopsConfirmed().steps();
    assertThat(scene.stops()).isEmpty();
    scene.later(1).steps();
    assertThat(scene.stops()).containsExactly(1L);
  }

  @Test
  void shouldNotCountOnAnOperatorLimitThatEndsBefore() {
    Scene scene = given(2_000, 4);
    long start = scene.now() + 60_000;
    scene.limitUntil("solo", 800, start - 10);

    scene.happens(capOf(1_200, start, 0, start + 60_000)).steps();
    scene.later(60_000 - STOP_MILLIS).steps();

    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(800));
    assertThat(scene.domain("solo").headroom().value()).isZero();
  }

  @Test
  void shouldTellInAdvanceWhatWillHaveToGo() {
    Scene scene =
        Scene.given(fleet().site("solo", 1_500).node("n1", "solo", 2).miner("m1", "solo", 500, 20));
    scene.task("t1", STANDARD, 1, 1000).steps();
    scene.minersConfirmed().steps();
    long start = scene.now() + 60_000;
    long end = start + 60_000;

    scene.happens(capOf(700, start, 0, end)).steps();
    assertThat(scene.domain("solo").futureSteps())
        .containsExactly(
            new FutureStep(
                new EpochMillis(start),
                new Watts(700),
                LimitKind.GRID,
                new Watts(200),
                new Watts(400),
                new EpochMillis(start - OFF_MILLIS - MARGIN_MILLIS)),
            new FutureStep(
                new EpochMillis(end),
                new Watts(1_500),
                LimitKind.CONTINUOUS,
                new Watts(200),
                Watts.ZERO,
                null));

    scene.happens(capOf(100, start, 0, end)).steps();
    assertThat(scene.domain("solo").futureSteps().getFirst().drain()).isEqualTo(new Watts(900));
  }

  @Test
  void shouldDrainForAContractAndComeBackAfterIt() {
    // The world begins on a Thursday at 00:16:40.
    long opens = 3_600_000;
    Scene scene =
        Scene.given(fleet().site("solo", 1_000).node("n1", "solo", 2).contract("solo", 1, 2, 700));
    scene.task("t1", STANDARD, 1, 1000).task("t2", FLEX, 1, 1000).steps();
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(1_000));
    assertThat(scene.nextWake()).isEqualTo(new EpochMillis(opens - STOP_MILLIS - MARGIN_MILLIS));

    scene.later(opens - STOP_MILLIS - MARGIN_MILLIS - Scene.START).steps();
    assertThat(scene.stops()).containsExactly(2L);
    scene.later(STOP_MILLIS + MARGIN_MILLIS).stopsConfirmed().steps();
    assertThat(scene.domain("solo").binding()).isEqualTo(LimitKind.CONTRACT);
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(600));

    Engine restored = Engine.restore(scene.engine.image());
    assertThat(restored.status()).isEqualTo(scene.engine.status());

    scene.later(opens).steps();
    assertThat(scene.domain("solo").binding()).isEqualTo(LimitKind.CONTINUOUS);
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(1_000));
  }

  @Test
  void shouldStartNoMinerThatWouldHaveToGoAtOnce() {
    Scene scene =
        Scene.given(fleet().site("solo", 1_500).node("n1", "solo", 2).miner("m1", "solo", 500, 20));
    scene.minersConfirmed().steps();
    long start = scene.now() + 60_000;
    scene.happens(capOf(200, start, 0, start + 60_000)).limit("solo", 200).steps();
    scene.minersConfirmed().steps();

    scene.later(60_000 - OFF_MILLIS).noLimit("solo").steps();

    assertThat(scene.miner("m1")).isEqualTo(MinerState.OFF);
  }
}
