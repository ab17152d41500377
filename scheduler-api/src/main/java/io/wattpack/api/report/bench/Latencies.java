package io.wattpack.api.report.bench;

import java.util.Arrays;

/** How long steps took, in nanoseconds. */
final class Latencies {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICRO = 1e3;

  private long[] nanos = new long[1 << 16];
  private int count;
  private long total;

  void add(long taken) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = taken;
    total += taken;
  }

  double perSecond() {
    return perSecond(total);
  }

  /** How many there were for each second of other nanoseconds. */
  double perSecond(long ofNanos) {
    return count * NANOS_PER_SECOND / Math.max(1, ofNanos);
  }

  /** Microseconds that so many percent did not exceed (nearest rank); 100: the most. */
  double micros(int percent) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceilDiv((long) percent * count, 100);
    return count == 0 ? 0 : sorted[Math.max(0, rank - 1)] / NANOS_PER_MICRO;
  }
}
