package io.wattpack.api.report.power;

import org.jspecify.annotations.Nullable;

/**
 * What was recorded in a piece of time.
 *
 * @param at when it begins, in epoch milliseconds
 * @param millis how much of it was recorded
 * @param heldMillis how much of that lay after the ramp and before the end
 * @param commanded the least limit of the event in it; null: it set none
 * @param planned the ceiling of the domain at its end; null: not known
 * @param wattMillis the integral of what the meter read
 * @param meteredMillis the time that readings cover
 */
record Interval(
    long at,
    long millis,
    long heldMillis,
    @Nullable Long commanded,
    @Nullable Long planned,
    long wattMillis,
    long meteredMillis) {
  static Interval from(long at) {
    return new Interval(at, 0, 0, null, null, 0, 0);
  }

  /** With as much more time in which the event set that limit. */
  Interval commanded(@Nullable Long watts, long more, boolean isHeld) {
    return new Interval(
        at,
        millis + more,
        heldMillis + (isHeld ? more : 0),
        least(commanded, watts),
        planned,
        wattMillis,
        meteredMillis);
  }

  Interval planned(@Nullable Long ceiling) {
    return new Interval(at, millis, heldMillis, commanded, ceiling, wattMillis, meteredMillis);
  }

  Interval metered(long watts, long more) {
    return new Interval(
        at,
        millis,
        heldMillis,
        commanded,
        planned,
        Math.addExact(wattMillis, Math.multiplyExact(watts, more)),
        meteredMillis + more);
  }

  /** This one and the next as one. */
  Interval and(Interval next) {
    return new Interval(
        at,
        millis + next.millis,
        heldMillis + next.heldMillis,
        least(commanded, next.commanded),
        next.millis == 0 ? planned : next.planned,
        Math.addExact(wattMillis, next.wattMillis),
        meteredMillis + next.meteredMillis);
  }

  /** Whether all that was recorded of it lay after the ramp and before the end. */
  boolean isHeld() {
    return millis > 0 && heldMillis == millis;
  }

  /** The mean of what was read while it was; null: nothing was. */
  @Nullable Long metered() {
    return meteredMillis == 0 ? null : (Long) ((wattMillis + meteredMillis / 2) / meteredMillis);
  }

  /** Part of the recorded time that readings cover, in thousandths. */
  int coveredPermille() {
    return millis == 0 ? 0 : Math.toIntExact(Math.min(1000, 1000 * meteredMillis / millis));
  }

  private static @Nullable Long least(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.min(one, other);
  }
}
