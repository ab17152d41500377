package io.wattpack.api.report.power;

/**
 * What was drawn before anything was done for an event.
 *
 * @param watts time-weighted mean of the readings
 * @param coveredMillis time that they cover, of the ten minutes
 * @param end when the ten minutes end
 */
public record Baseline(long watts, long coveredMillis, long end) {
  /** Ten minutes. */
  public static final long MILLIS = 600_000;
}
