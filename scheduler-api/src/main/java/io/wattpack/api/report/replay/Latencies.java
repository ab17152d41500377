package io.wattpack.api.report.replay;

import java.util.Arrays;

/** How long each decision took, in nanoseconds. */
final class Latencies {
  private static final double SECOND_NANOS = 1e9;

  private final long[] nanos;
  private long total;
  private int count;

  Latencies(int decisions) {
    nanos = new long[decisions];
  }

  void add(long taken) {
    nanos[count++] = taken;
    total += taken;
  }

  double perSecond() {
    return count * SECOND_NANOS / Math.max(1, total);
  }

  /** Microseconds that so many percent of the decisions did not exceed (nearest rank). */
  double micros(int percent) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100.0 * count);
    return count == 0 ? 0 : sorted[Math.max(0, rank - 1)] / 1000.0;
  }
}
