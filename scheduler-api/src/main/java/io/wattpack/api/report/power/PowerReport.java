package io.wattpack.api.report.power;

import io.wattpack.core.model.PowerEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a power event. Watts are means over an interval but for what is commanded, the least
 * limit in it, and what is planned, the ceiling at its end.
 *
 * <p>Short is how far the domain drew above the limit, over-delivered how far it drew below both
 * the limit and its baseline: what it drew less than it would have drawn anyway is no merit of the
 * event, so it is not counted. Both are of intervals that lie wholly after the ramp and before the
 * end. Integers throughout: sums are of watts times milliseconds, and divided once.
 */
public final class PowerReport {
  private static final long MILLIS = 1_000;
  private static final long MILLIS_OF_HOUR = 3_600_000;

  private final PowerEvent event;
  private final long origin;
  private final long intervalMillis;
  private final long through;
  private final @Nullable Long over;
  private final boolean isWithdrawn;
  private final @Nullable Baseline baseline;
  private final List<Line> lines;

  PowerReport(
      PowerEvent event,
      long origin,
      long intervalMillis,
      long through,
      @Nullable Long over,
      boolean isWithdrawn,
      @Nullable Baseline baseline,
      List<Interval> intervals) {
    this.event = event;
    this.origin = origin;
    this.intervalMillis = intervalMillis;
    this.through = through;
    this.over = over;
    this.isWithdrawn = isWithdrawn;
    this.baseline = baseline;
    lines = intervals.stream().map(interval -> line(interval, baseline)).toList();
  }

  /**
   * An interval.
   *
   * @param at when it begins, in epoch milliseconds
   * @param millis how much of it is recorded
   * @param commandedWatts null: the event set no limit
   * @param plannedWatts null: not known
   * @param meteredWatts null: no reading counts in it
   * @param coveredPermille part of it that readings cover, in thousandths
   * @param isHeld whether it lies wholly after the ramp and before the end
   * @param shortWatts null: not held, or not metered
   * @param overDeliveredWatts null: not held, not metered, or without a baseline
   */
  public record Line(
      long at,
      long millis,
      @Nullable Long commandedWatts,
      @Nullable Long plannedWatts,
      @Nullable Long meteredWatts,
      int coveredPermille,
      boolean isHeld,
      @Nullable Long shortWatts,
      @Nullable Long overDeliveredWatts) {}

  private static Line line(Interval interval, @Nullable Baseline baseline) {
    @Nullable Long commanded = interval.commanded();
    @Nullable Long metered = interval.metered();
    @Nullable Long shortOf = null;
    @Nullable Long overDelivered = null;
    if (interval.isHeld() && commanded != null && metered != null) {
      shortOf = Math.max(0, metered - commanded);
      overDelivered =
          baseline == null
              ? null
              : (Long) Math.max(0, Math.min(commanded, baseline.watts()) - metered);
    }
    return new Line(
        interval.at(),
        interval.millis(),
        commanded,
        interval.planned(),
        metered,
        interval.coveredPermille(),
        interval.isHeld(),
        shortOf,
        overDelivered);
  }

  /**
   * Sums over all intervals.
   *
   * @param commandedAwayWattHours baseline less commanded, where that is less; null: no baseline
   * @param deliveredWattHours baseline less metered, where both are known, while a limit was set;
   *     negative: more was drawn than before; null: no baseline
   * @param overDeliveredWattHours null: no baseline
   * @param secondsAboveLimit of held intervals whose mean lies above the limit
   * @param secondsUntilMet from the start to the end of the first interval whose mean is at most
   *     the target; 0: it was before; null: not yet, or never
   * @param secondsNotMetered of time that no reading covers
   */
  public record Totals(
      @Nullable Long commandedAwayWattHours,
      @Nullable Long deliveredWattHours,
      @Nullable Long overDeliveredWattHours,
      long shortWattHours,
      long secondsAboveLimit,
      @Nullable Long secondsUntilMet,
      long secondsNotMetered) {}

  /** The sums. */
  public Totals totals() {
    long away = 0;
    long delivered = 0;
    long overDelivered = 0;
    long shortOf = 0;
    long above = 0;
    long unmetered = 0;
    for (Line line : lines) {
      long drawn = baseline == null ? 0 : baseline.watts();
      if (line.commandedWatts() != null) {
        away += line.millis() * Math.max(0, drawn - line.commandedWatts());
        delivered +=
            line.meteredWatts() == null ? 0 : line.millis() * (drawn - line.meteredWatts());
      }
      overDelivered += line.millis() * known(line.overDeliveredWatts());
      shortOf += line.millis() * known(line.shortWatts());
      above += known(line.shortWatts()) > 0 ? line.millis() : 0;
      unmetered += line.millis() * (1000 - line.coveredPermille()) / 1000;
    }
    return new Totals(
        hours(away),
        hours(delivered),
        hours(overDelivered),
        shortOf / MILLIS_OF_HOUR,
        above / MILLIS,
        secondsUntilMet(),
        unmetered / MILLIS);
  }

  private static long known(@Nullable Long watts) {
    return watts == null ? 0 : watts;
  }

  private @Nullable Long hours(long wattMillis) {
    return baseline == null ? null : (Long) (wattMillis / MILLIS_OF_HOUR);
  }

  private @Nullable Long secondsUntilMet() {
    if (baseline != null && baseline.watts() <= event.target().value()) {
      return 0L;
    }
    for (Line line : lines) {
      @Nullable Long metered = line.meteredWatts();
      if (metered != null && metered <= event.target().value()) {
        return (line.at() + line.millis() - origin) / MILLIS;
      }
    }
    return null;
  }

  /** As it was asked last. */
  public PowerEvent event() {
    return event;
  }

  /** When recording began: with the event, or when it was told after that. */
  public long origin() {
    return origin;
  }

  public long intervalMillis() {
    return intervalMillis;
  }

  /** Until when it is recorded. */
  public long through() {
    return through;
  }

  /** When its limit was lifted wholly, or will be; null: that is not known. */
  public @Nullable Long over() {
    return over;
  }

  /** Whether it was taken back before its time. */
  public boolean isWithdrawn() {
    return isWithdrawn;
  }

  /** Null: no reading counts in the ten minutes before. */
  public @Nullable Baseline baseline() {
    return baseline;
  }

  public List<Line> lines() {
    return lines;
  }
}
