package io.wattpack.core.state;

import java.util.ArrayList;
import java.util.List;

/** Readings of busy GPUs with the same work on them, of one report. */
final class DrawSample {
  private final List<Long> readings = new ArrayList<>();
  private final List<Long> bound = new ArrayList<>();

  /** A reading of a GPU that its cap did not hold back. */
  void add(long watts) {
    readings.add(watts);
  }

  /** A GPU drew all that its cap allowed: it would draw that or more. */
  void addBound(long cap) {
    bound.add(cap);
  }

  /**
   * Readings that say whether more than that is drawn. One that a lower cap held back does not, and
   * if it counted the figure would follow the caps down.
   */
  int count(long watts) {
    return Math.toIntExact(readings.size() + boundFrom(watts));
  }

  /** How many of them say that more is drawn. */
  int above(long watts) {
    long higher = readings.stream().filter(reading -> reading > watts).count();
    return Math.toIntExact(higher + boundFrom(watts));
  }

  private long boundFrom(long watts) {
    return bound.stream().filter(cap -> cap >= watts).count();
  }

  /** The highest reading; 0: none. */
  long most() {
    return readings.stream().mapToLong(reading -> reading).max().orElse(0);
  }
}
