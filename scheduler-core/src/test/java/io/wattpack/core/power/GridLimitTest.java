package io.wattpack.core.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.PowerEventKind;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GridLimitTest {
  private static final long START = 1_000;

  private static PowerEvent event(long target, long ramp, @Nullable Long end) {
    return new PowerEvent(
        new PowerEventId("ev"),
        new PowerDomainId("d"),
        new Watts(target),
        PowerEventKind.HARD,
        new EpochMillis(0),
        new EpochMillis(START),
        ramp,
        end == null ? null : new EpochMillis(end),
        null);
  }

  @Test
  void shouldFallInEqualStepsThatEndOnTheLine() {
    PowerEvent event = event(500, 100, null);

    assertThat(GridLimit.watts(event, 1_000, START - 1)).isEqualTo(Caps.NO_LIMIT);
    assertThat(GridLimit.watts(event, 1_000, START)).isEqualTo(950);
    assertThat(GridLimit.watts(event, 1_000, START + 9)).isEqualTo(950);
    assertThat(GridLimit.watts(event, 1_000, START + 10)).isEqualTo(900);
    assertThat(GridLimit.watts(event, 1_000, START + 99)).isEqualTo(500);
    assertThat(GridLimit.watts(event, 1_000, Long.MAX_VALUE - 1)).isEqualTo(500);
  }

  @Test
  void shouldRiseFromWhereItStandsWhenItIsWithdrawn() {
    PowerEvent left = GridLimit.withdrawn(event(500, 100, null), 1_000, START + 25);

    assertThat(GridLimit.watts(left, 1_000, START + 25)).isEqualTo(850);
    assertThat(GridLimit.watts(left, 1_000, START + 34)).isEqualTo(850);
    assertThat(GridLimit.watts(left, 1_000, START + 35)).isEqualTo(865);
    assertThat(GridLimit.watts(left, 1_000, START + 124)).isEqualTo(985);
    assertThat(GridLimit.isOver(left, START + 125)).isTrue();
  }

  @Test
  void shouldNotHoldDownADomainThatCarriedLessThanTheTargetWhenItWasWithdrawn() {
    // Found by made-up world 20262280: on a hot day the hardware carries 800 W, 1,000 W later.
    PowerEvent left = GridLimit.withdrawn(event(900, 100, null), 800, START + 25);

    assertThat(GridLimit.watts(left, 1_000, START + 25)).isEqualTo(900);
  }

  @Test
  void shouldLeaveNothingOfAnEventThatHasNotBegunOrHadNoRamp() {
    assertThat(GridLimit.withdrawn(event(500, 100, null), 1_000, START - 1)).isNull();
    assertThat(GridLimit.withdrawn(event(500, 0, null), 1_000, START + 5)).isNull();
    assertThat(GridLimit.withdrawn(event(500, 100, 2_000L), 1_000, 2_100)).isNull();
  }

  @Test
  void shouldRiseNoFasterWhenItIsWithdrawnOnItsWayBack() {
    PowerEvent event = event(500, 100, 2_000L);

    assertThat(GridLimit.withdrawn(event, 1_000, 2_050)).isEqualTo(event);
  }

  @Test
  void shouldNoLongerRampOnceTheTargetIsCommanded() {
    PowerEvent event = event(500, 100, START + 200);

    assertThat(GridLimit.isRamping(event, START - 1)).isFalse();
    assertThat(GridLimit.isRamping(event, START + 89)).isTrue();
    assertThat(GridLimit.isRamping(event, START + 90)).isFalse();
  }

  @Test
  void shouldHoldUntilItsEndAndNoLonger() {
    PowerEvent event = event(500, 0, START + 50);

    assertThat(GridLimit.isOver(event, START + 49)).isFalse();
    assertThat(GridLimit.watts(event, 1_000, START + 49)).isEqualTo(500);
    assertThat(GridLimit.watts(event, 1_000, START + 50)).isEqualTo(Caps.NO_LIMIT);
    assertThat(GridLimit.isOver(event, START + 50)).isTrue();
  }

  @Test
  void shouldRiseInEqualStepsAfterItsEnd() {
    PowerEvent event = event(500, 100, START + 200);

    assertThat(GridLimit.watts(event, 1_000, START + 200)).isEqualTo(500);
    assertThat(GridLimit.watts(event, 1_000, START + 210)).isEqualTo(550);
    assertThat(GridLimit.watts(event, 1_000, START + 299)).isEqualTo(950);
    assertThat(GridLimit.watts(event, 1_000, START + 300)).isEqualTo(Caps.NO_LIMIT);
    assertThat(GridLimit.isRestoring(event, START + 299)).isTrue();
    assertThat(GridLimit.isRestoring(event, START + 300)).isFalse();
  }

  @Property
  void shouldNeverBeAboveTheLineNorBelowTheTarget(
      @ForAll @IntRange(max = 2_000) int target,
      @ForAll @IntRange(max = 2_000) int hardware,
      @ForAll @IntRange(max = 500) int ramp,
      @ForAll @IntRange(max = 700) int since) {
    long watts = GridLimit.watts(event(target, ramp, null), hardware, START + since);
    long drop = Math.max(0, hardware - target);

    // On the line, in thousandths of a step: watts <= hardware - drop * since / ramp.
    if (since < ramp && drop > 0) {
      assertThat(watts * ramp).isLessThanOrEqualTo((long) hardware * ramp - drop * since);
    }
    assertThat(watts).isGreaterThanOrEqualTo(drop == 0 ? Math.min(target, hardware) : target);
  }

  @Property
  void shouldChangeAtNoOtherMomentThanItSays(
      @ForAll @IntRange(max = 2_000) int target,
      @ForAll @IntRange(max = 300) int ramp,
      @ForAll @IntRange(min = 1, max = 500) int length) {
    PowerEvent event = event(target, ramp, START + length);
    long next = GridLimit.nextChange(event, 0);
    for (long now = 1; now < START + length + ramp + 10; now++) {
      boolean changes =
          GridLimit.watts(event, 3_000, now) != GridLimit.watts(event, 3_000, now - 1);
      if (now == next) {
        next = GridLimit.nextChange(event, now);
      } else {
        assertThat(changes).as("at %d", now).isFalse();
      }
    }
    assertThat(next).isEqualTo(Long.MAX_VALUE);
  }
}
