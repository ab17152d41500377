package io.wattpack.api.site.miner;

/**
 * How a group of machines is driven.
 *
 * @param asleepWattsMax a machine that sleeps may still draw: its control board and fans
 * @param parallelMax orders and readings under way at once in a group
 * @param pollMillis between two readings of a machine that should be changing
 * @param watchMillis between two readings of one that has changed
 * @param backoffMillis before an order is repeated, on average; doubles each time
 * @param backoffMillisMax and no longer than this
 * @param escalateMillis after the group's declared time, until stragglers are an alarm
 */
public record DriverOptions(
    long asleepWattsMax,
    int parallelMax,
    long pollMillis,
    long watchMillis,
    long backoffMillis,
    long backoffMillisMax,
    long escalateMillis) {
  public static final DriverOptions DEFAULT =
      new DriverOptions(60, 64, 500, 15_000, 1_000, 30_000, 30_000);

  public DriverOptions withAsleepWattsMax(long watts) {
    return new DriverOptions(
        watts,
        parallelMax,
        pollMillis,
        watchMillis,
        backoffMillis,
        backoffMillisMax,
        escalateMillis);
  }

  public DriverOptions withParallelMax(int count) {
    return new DriverOptions(
        asleepWattsMax,
        count,
        pollMillis,
        watchMillis,
        backoffMillis,
        backoffMillisMax,
        escalateMillis);
  }

  public DriverOptions withEscalateMillis(long millis) {
    return new DriverOptions(
        asleepWattsMax,
        parallelMax,
        pollMillis,
        watchMillis,
        backoffMillis,
        backoffMillisMax,
        millis);
  }
}
