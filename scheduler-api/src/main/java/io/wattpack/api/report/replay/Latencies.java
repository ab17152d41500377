package io.wattpack.api.report.replay;

import java.util.Arrays;

/** How long each decision took, in nanoseconds. */
final class Latencies {
  private static final double SECOND_NANOS = 1e9;

  private final long[] nanos;
  private final long[] totals = new long[2];
  private final int[] counts = new int[2];
  private int count;

  Latencies(int decisions) {
    nanos = new long[decisions];
  }

  void add(long taken, boolean isPlaced) {
    nanos[count++] = taken;
    totals[isPlaced ? 1 : 0] += taken;
    counts[isPlaced ? 1 : 0]++;
  }

  long totalNanos() {
    return totals[0] + totals[1];
  }

  double perSecond() {
    return count * SECOND_NANOS / Math.max(1, totalNanos());
  }

  double placementsPerSecond() {
    return counts[1] * SECOND_NANOS / Math.max(1, totals[1]);
  }

  double refusalsPerSecond() {
    return counts[0] * SECOND_NANOS / Math.max(1, totals[0]);
  }

  /** Microseconds that so many percent of the decisions did not exceed (nearest rank). */
  double micros(int percent) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100.0 * count);
    return count == 0 ? 0 : sorted[Math.max(0, rank - 1)] / 1000.0;
  }
}
