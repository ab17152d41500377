package io.wattpack.core.power;

import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limit that a power event sets, as a step function of time.
 *
 * <p>The ramp down is cut into equal steps, each of which stands at what the straight line reaches
 * at the step's end; the ramp back, as long as the one down, into steps at what the line has
 * reached at their beginning. So the limit is never above the line, and nothing comes back all at
 * once.
 */
public final class GridLimit {
  /** Steps of a ramp. */
  public static final int RAMP_STEPS = 10;

  /** The longest ramp, in milliseconds: a week. */
  public static final long RAMP_MILLIS_MAX = 604_800_000;

  /** The latest moment an event may name: the end of the year 9999. */
  public static final long MOMENT_MAX = 253_402_300_799_999L;

  private static final long NEVER = Long.MAX_VALUE;

  private GridLimit() {}

  /** What the domain may draw at that moment; {@link Caps#NO_LIMIT} before and after it. */
  public static long watts(PowerEvent event, long hardware, long now) {
    if (now < event.start().value() || isOver(event, now)) {
      return Caps.NO_LIMIT;
    }
    long target = event.target().value();
    if (now >= end(event)) {
      return target + Math.max(0, hardware - target) * stepsEnded(event, now) / RAMP_STEPS;
    }
    if (event.from() == null && target >= hardware) {
      return target; // nothing falls on the way to it
    }
    long top = event.from() == null ? hardware : Math.min(hardware, event.from().value());
    boolean isRise = event.from() != null && top < target;
    return isRise ? top + rise(event, target - top, now) : top - fall(event, top - target, now);
  }

  /** By how much the limit stands below the top: what the line reaches at the step's end. */
  private static long fall(PowerEvent event, long whole, long now) {
    long begun = stepsBegun(event, now);
    return begun == RAMP_STEPS
        ? whole
        : Math.ceilDiv(Math.max(0, whole) * begun, (long) RAMP_STEPS);
  }

  /** By how much it has risen: what the line reached at the step's beginning. */
  private static long rise(PowerEvent event, long whole, long now) {
    long since = now - event.start().value();
    return since >= event.rampMillis()
        ? whole
        : whole * (since * RAMP_STEPS / event.rampMillis()) / RAMP_STEPS;
  }

  /** Of the way down. */
  private static long stepsBegun(PowerEvent event, long now) {
    long ramp = event.rampMillis();
    long since = now - event.start().value();
    return since >= ramp ? RAMP_STEPS : since * RAMP_STEPS / ramp + 1;
  }

  /** Of the way back, before the event is over. */
  private static long stepsEnded(PowerEvent event, long now) {
    return (now - end(event)) * RAMP_STEPS / event.rampMillis();
  }

  /** The least of all that hold; {@link Caps#NO_LIMIT}: none holds. */
  public static long least(@Nullable List<PowerEvent> events, long hardware, long now) {
    long least = Caps.NO_LIMIT;
    if (events != null) {
      for (PowerEvent event : events) {
        least = Math.min(least, watts(event, hardware, now));
      }
    }
    return least;
  }

  /** When the limit next changes after that moment; {@link Long#MAX_VALUE}: never. */
  public static long nextChange(PowerEvent event, long now) {
    long start = event.start().value();
    if (isOver(event, now)) {
      return NEVER;
    }
    if (now >= end(event)) {
      return end(event) + step(event, stepsEnded(event, now) + 1);
    }
    return Math.min(end(event), now < start ? start : nextStep(event, now));
  }

  /** When the least of them may next change; {@link Long#MAX_VALUE}: never. */
  public static long nextChange(@Nullable List<PowerEvent> events, long now) {
    long next = NEVER;
    if (events != null) {
      for (PowerEvent event : events) {
        next = Math.min(next, nextChange(event, now));
      }
    }
    return next;
  }

  private static long nextStep(PowerEvent event, long now) {
    long begun = stepsBegun(event, now);
    long next = event.start().value() + step(event, begun);
    return next > now ? next : NEVER;
  }

  /** Milliseconds from the beginning of a ramp until so many steps are over. */
  private static long step(PowerEvent event, long steps) {
    return Math.ceilDiv(event.rampMillis() * steps, (long) RAMP_STEPS);
  }

  private static long end(PowerEvent event) {
    EpochMillis end = event.end();
    return end == null ? NEVER : end.value();
  }

  /**
   * What is left of an event that is withdrawn at that moment: from the level that it has come to
   * the limit rises as it would after the end.
   *
   * @return null: it has not begun, or nothing is left of it
   */
  public static @Nullable PowerEvent withdrawn(PowerEvent event, long hardware, long now) {
    if (now < event.start().value() || isOver(event, now) || now > MOMENT_MAX) {
      return null;
    }
    if (isRestoring(event, now)) {
      return event;
    }
    PowerEvent left =
        new PowerEvent(
            event.id(),
            event.domain(),
            new Watts(watts(event, hardware, now)),
            event.kind(),
            event.noticeAt(),
            event.start(),
            event.rampMillis(),
            new EpochMillis(now),
            event.correlationId());
    return isOver(left, now) ? null : left;
  }

  /**
   * The event as it goes on where it takes the place of another one of the same domain: from the
   * level in force, if it begins by now.
   *
   * @param before null: there was none
   */
  public static PowerEvent replacing(
      @Nullable PowerEvent before, PowerEvent event, long hardware, long now) {
    if (before == null || !before.domain().equals(event.domain())) {
      return event;
    }
    boolean hasBegun = event.start().value() <= now && now < end(event) && now <= MOMENT_MAX;
    long level = watts(before, hardware, now);
    return hasBegun && level < hardware
        ? event.goingOn(new EpochMillis(now), new Watts(level))
        : event;
  }

  /** Whether the limit is on its way to the target: not before the start, nor on the last step. */
  public static boolean isRamping(PowerEvent event, long now) {
    return now >= event.start().value() && now < end(event) && stepsBegun(event, now) < RAMP_STEPS;
  }

  /** Whether the limit is on its way back after the end. */
  public static boolean isRestoring(PowerEvent event, long now) {
    return now >= end(event) && !isOver(event, now);
  }

  /** Whether it holds neither now nor later. */
  public static boolean isOver(PowerEvent event, long now) {
    long end = end(event);
    return end != NEVER && now >= end + event.rampMillis();
  }
}
