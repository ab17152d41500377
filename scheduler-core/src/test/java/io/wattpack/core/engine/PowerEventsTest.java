package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.PowerEventCancelled;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.power.LimitKind;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import org.junit.jupiter.api.Test;

/** A GPU draws 100 W idle and 400 W more when it is in use. */
class PowerEventsTest {
  private static final long MARGIN_MILLIS = 1_000;
  private static final long STOP_MILLIS = 100;

  private static Scene twoTasks() {
    Scene scene = given(fleet().site("solo", 1_000).node("n1", "solo", 2));
    scene.task("t1", STANDARD, 1, 1000).steps();
    return scene.later(1).task("t2", FLEX, 1, 1000).steps();
  }

  private static PowerEventPosted asks(String id, long watts, long start, long ramp, long end) {
    return Scene.asks(id, "solo", watts, start, ramp, end);
  }

  @Test
  void shouldShedJustInTimeForTheBeginning() {
    Scene scene = twoTasks();
    long start = scene.now() + 60_000;

    scene.happens(asks("ev-1", 700, start, 0, start + 60_000)).steps();
    assertThat(scene.stops()).isEmpty();
    assertThat(scene.nextWake()).isEqualTo(new EpochMillis(start - STOP_MILLIS - MARGIN_MILLIS));

    scene.later(60_000 - STOP_MILLIS - MARGIN_MILLIS - 1).steps();
    assertThat(scene.stops()).isEmpty();
    scene.later(1).steps();
    assertThat(scene.stops()).containsExactly(2L);
    assertThat(scene.domain("solo").binding()).isEqualTo(LimitKind.CONTINUOUS);

    scene.later(STOP_MILLIS + MARGIN_MILLIS).stopsConfirmed().steps();
    assertThat(scene.domain("solo").binding()).isEqualTo(LimitKind.GRID);
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(600));
  }

  @Test
  void shouldLetWorkComeBackWhenTheEventIsOver() {
    Scene scene = twoTasks();
    long start = scene.now() + 10;
    scene.happens(asks("ev-1", 700, start, 0, start + 5_000)).steps();
    scene.later(10).steps();
    scene.stopsConfirmed().steps();
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(600));

    scene.later(5_000).steps();

    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(1_000));
    assertThat(scene.domain("solo").binding()).isEqualTo(LimitKind.CONTINUOUS);
  }

  @Test
  void shouldFollowTheRampStepByStep() {
    Scene scene = given(fleet().site("solo", 1_000));
    long start = scene.now() + 10;
    scene.happens(asks("ev-1", 0, start, 1_000, start + 9_000)).steps();

    scene.later(10).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(900));
    scene.later(500).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(400));
    scene.later(500).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(Watts.ZERO);
  }

  @Test
  void shouldTakeTheLeastOfSeveralAndGiveItBackWhenOneIsCancelled() {
    Scene scene = given(fleet().site("solo", 1_000));
    long now = scene.now();
    scene.happens(asks("ev-1", 700, now, 0, now + 9_000));
    scene.happens(asks("ev-2", 300, now, 0, now + 9_000)).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(300));

    scene.happens(new PowerEventCancelled(new PowerEventId("ev-2"))).steps();

    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(700));
  }

  @Test
  void shouldComeBackInStepsWhenItIsWithdrawnWhileItHolds() {
    Scene scene = given(fleet().site("solo", 1_000));
    long start = scene.now() + 10;
    scene.happens(asks("ev-1", 0, start, 1_000, start + 90_000)).steps();
    scene.later(5_000).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(Watts.ZERO);

    scene.happens(new PowerEventCancelled(new PowerEventId("ev-1"))).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(Watts.ZERO);
    scene.later(100).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(100));
    Engine restored = Engine.restore(scene.engine.image());
    assertThat(restored.digest()).isEqualTo(scene.engine.digest());

    scene.later(900).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(1_000));
  }

  @Test
  void shouldComeBackFromTheMomentAtWhichItBegan() {
    Scene scene = given(fleet().site("solo", 1_000).miner("m1", "solo", 950, 20));
    long start = scene.now() + 10;
    scene.happens(asks("ev-1", 0, start, 1_000, start + 90_000)).steps();
    scene.later(10).happens(new PowerEventCancelled(new PowerEventId("ev-1"))).steps();

    Scene again = scene.fleet(fleet().site("solo", 1_000).miner("m1", "solo", 950, 20)).steps();
    assertThat(again.domain("solo").cap()).isEqualTo(new Watts(900));
    assertThat(Engine.restore(again.engine.image()).status()).isEqualTo(again.engine.status());
    again.later(1_000).minersConfirmed().steps();
    assertThat(again.domain("solo").cap()).isEqualTo(new Watts(1_000));
  }

  @Test
  void shouldReplaceAnEventThatIsPostedAgain() {
    Scene scene = given(fleet().site("solo", 1_000).domain("left", "solo", 800));
    long now = scene.now();
    scene.happens(asks("ev-1", 300, now, 0, now + 9_000)).steps();

    scene.happens(Scene.asks("ev-1", "left", 500, now, 0, now + 9_000)).steps();

    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(1_000));
    assertThat(scene.domain("left").cap()).isEqualTo(new Watts(500));
    assertThat(scene.engine.status().powerEvents()).hasSize(1);
  }

  @Test
  void shouldGoOnFromTheLevelInForceWhenLessIsAskedFor() {
    Scene scene = given(fleet().site("solo", 1_000));
    long start = scene.now();
    scene.happens(asks("ev-1", 500, start, 0, start + 90_000)).steps();

    scene.later(10).happens(asks("ev-1", 100, start, 1_000, start + 90_000)).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(460));
    assertThat(Engine.restore(scene.engine.image()).digest()).isEqualTo(scene.engine.digest());
    scene.later(500).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(260));
    scene.later(500).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(100));
  }

  @Test
  void shouldRiseInStepsToTheTargetWhenMoreIsAllowed() {
    Scene scene = given(fleet().site("solo", 1_000));
    long start = scene.now();
    scene.happens(asks("ev-1", 100, start, 0, start + 90_000)).steps();

    scene.later(10).happens(asks("ev-1", 600, start, 1_000, start + 90_000)).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(100));
    scene.later(100).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(150));
    scene.later(900).steps();
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(600));
    assertThat(scene.domain("solo").futureSteps().getFirst().cap()).isEqualTo(new Watts(640));
  }

  @Test
  void shouldKeepEventsThroughAFleetEditAndAnImage() {
    FleetFixture fleet = fleet().site("solo", 1_000);
    Scene scene = given(fleet);
    long now = scene.now();
    scene.happens(asks("ev-1", 0, now, 60_000, now + 90_000)).steps();

    scene.fleet(fleet().site("solo", 2_000)).steps();

    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(1_800));
    Engine restored = Engine.restore(scene.engine.image());
    assertThat(restored.digest()).isEqualTo(scene.engine.digest());
    assertThat(restored.status()).isEqualTo(scene.engine.status());
  }

  @Test
  void shouldRefuseWhatMakesNoSense() {
    Scene scene = given(fleet().site("solo", 1_000));
    scene.happens(Scene.asks("ev-1", "nowhere", 1, 5, 0, 9)).steps();
    assertThat(scene.refusals()).containsExactly(ReasonCode.UNKNOWN_ID);
    scene.happens(asks("ev-1", 1, 9, 0, 9)).steps();
    assertThat(scene.refusals()).containsExactly(ReasonCode.NOT_APPLICABLE);
    scene.happens(asks("ev-1", 1, Long.MAX_VALUE - 9, 60_000, Long.MAX_VALUE - 1)).steps();
    assertThat(scene.refusals()).containsExactly(ReasonCode.NOT_APPLICABLE);
    scene.happens(asks("ev-1", 1, 5, Long.MAX_VALUE, 9)).steps();
    assertThat(scene.refusals()).containsExactly(ReasonCode.NOT_APPLICABLE);
    scene.happens(new PowerEventCancelled(new PowerEventId("ev-1"))).steps();
    assertThat(scene.refusals()).containsExactly(ReasonCode.UNKNOWN_ID);
  }
}
