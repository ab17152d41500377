package io.wattpack.core.power;

import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limit that a power event sets, as a step function of time.
 *
 * <p>The ramp is cut into equal steps, each of which stands at what the straight line reaches at
 * its end, so that the limit is never above the line.
 */
public final class GridLimit {
  /** Steps of a ramp. */
  public static final int RAMP_STEPS = 10;

  /** The longest ramp, in milliseconds: a week. */
  public static final long RAMP_MILLIS_MAX = 604_800_000;

  private static final long NEVER = Long.MAX_VALUE;

  private GridLimit() {}

  /** What the domain may draw at that moment; {@link Caps#NO_LIMIT} before and after it. */
  public static long watts(PowerEvent event, long hardware, long now) {
    if (now < event.start().value() || now >= end(event)) {
      return Caps.NO_LIMIT;
    }
    long drop = Math.max(0, hardware - event.target().value());
    long begun = stepsBegun(event, now);
    return begun == RAMP_STEPS
        ? event.target().value()
        : hardware - Math.ceilDiv(drop * begun, (long) RAMP_STEPS);
  }

  private static long stepsBegun(PowerEvent event, long now) {
    long ramp = event.rampMillis();
    long since = now - event.start().value();
    return since >= ramp ? RAMP_STEPS : since * RAMP_STEPS / ramp + 1;
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
    if (now >= end(event)) {
      return NEVER;
    }
    long next = now < start ? start : nextStep(event, now);
    return Math.min(next, end(event));
  }

  private static long nextStep(PowerEvent event, long now) {
    long begun = stepsBegun(event, now);
    return begun == RAMP_STEPS
        ? NEVER
        : event.start().value() + Math.ceilDiv(event.rampMillis() * begun, (long) RAMP_STEPS);
  }

  private static long end(PowerEvent event) {
    EpochMillis end = event.end();
    return end == null ? NEVER : end.value();
  }

  /** Whether the limit is on its way to the target: not before the start, nor on the last step. */
  public static boolean isRamping(PowerEvent event, long now) {
    return now >= event.start().value() && now < end(event) && stepsBegun(event, now) < RAMP_STEPS;
  }

  /** Whether it holds neither now nor later. */
  public static boolean isOver(PowerEvent event, long now) {
    return now >= end(event);
  }
}
