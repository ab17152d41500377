package io.wattpack.api.learn;

import java.util.List;

/**
 * When and how hard a {@link BackgroundLearner} learns.
 *
 * @param corePermille thousandths of one core it may use, 1 to 1000
 * @param arrivals counts of arrivals at which it learns, rising, at least one
 * @param driftPermille drift of the mix, in thousandths, beyond which it learns again, 1 to 1000
 * @param driftArrivals arrivals that drift is measured on, 1 to {@link #DRIFT_ARRIVALS_MAX}
 */
public record LearnerOptions(
    int corePermille, List<Integer> arrivals, int driftPermille, int driftArrivals) {
  /** Half of the arrivals that are remembered: the other half is what they are compared with. */
  public static final int DRIFT_ARRIVALS_MAX = ArrivalWindow.MAX / 2;

  public LearnerOptions {
    arrivals = arrivals.stream().distinct().sorted().toList();
    check("corePermille", corePermille, 1000);
    check("driftPermille", driftPermille, 1000);
    check("driftArrivals", driftArrivals, DRIFT_ARRIVALS_MAX);
    if (arrivals.isEmpty() || arrivals.getFirst() < 1) {
      throw new IllegalArgumentException(
          "The learner's arrivals must be counts of at least 1, but were %s.".formatted(arrivals));
    }
  }

  private static void check(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(
          "The learner's %s must be 1 to %d, but was %d.".formatted(name, max, value));
    }
  }

  /** The first count to learn at. */
  int first() {
    return arrivals.getFirst();
  }

  /** The next count to learn at after so many; {@link Long#MAX_VALUE}: none. */
  long next(long seen) {
    return arrivals.stream()
        .mapToLong(Integer::longValue)
        .filter(count -> count > seen)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }
}
