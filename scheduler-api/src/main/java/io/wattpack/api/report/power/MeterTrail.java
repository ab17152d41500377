package io.wattpack.api.report.power;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last readings of one meter. Each counts until the next one, and no longer than readings do.
 */
final class MeterTrail {
  /** A quarter of an hour at one in ten seconds, and more where they are rarer. */
  private static final int READINGS_MAX = 90;

  private static final long APART_MILLIS_MIN = 9_000;

  private final Deque<Reading> readings = new ArrayDeque<>();

  /** Notes it unless it is not younger than the last one. */
  void add(Reading reading) {
    @Nullable Reading last = readings.peekLast();
    if (last != null && reading.at() <= last.at()) {
      return;
    }
    readings.addLast(reading);
    if (readings.size() > READINGS_MAX) {
      thin();
    }
  }

  /** The oldest goes; where readings come fast, one of those that are close together. */
  private void thin() {
    @Nullable Reading before = null;
    for (Reading reading : readings) {
      if (before != null && reading.at() - before.at() < APART_MILLIS_MIN) {
        readings.remove(reading);
        return;
      }
      before = reading;
    }
    readings.removeFirst();
  }

  /**
   * The mean from one moment to another.
   *
   * @param lifeMillis how long a reading counts
   * @return null: no reading counts there
   */
  @Nullable Baseline mean(long from, long to, long lifeMillis) {
    List<Reading> all = new ArrayList<>(readings);
    long wattMillis = 0;
    long covered = 0;
    for (int i = 0; i < all.size(); i++) {
      Reading reading = all.get(i);
      long next = i + 1 < all.size() ? all.get(i + 1).at() : Long.MAX_VALUE;
      long begin = Math.max(from, reading.at());
      long end = Math.min(Math.min(to, next), reading.at() + lifeMillis);
      if (end > begin) {
        wattMillis += reading.watts() * (end - begin);
        covered += end - begin;
      }
    }
    return covered == 0 ? null : new Baseline((wattMillis + covered / 2) / covered, covered, to);
  }
}
