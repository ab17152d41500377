package io.wattpack.core.state;

import java.util.ArrayList;
import java.util.List;

/** What each replica has done for a batch, in the order of replica numbers; never changes. */
record Progress(List<Part> parts) {
  static final Progress NONE = new Progress(List.of());

  Progress {
    parts = List.copyOf(parts);
  }

  /** One replica's part, cumulative. */
  record Part(long replica, long lines, long tokens, long millijoules) {
    Part max(Part other) {
      return new Part(
          replica,
          Math.max(lines, other.lines),
          Math.max(tokens, other.tokens),
          Math.max(millijoules, other.millijoules));
    }
  }

  /** With the larger of what was known and what is reported. */
  Progress with(Part reported) {
    List<Part> next = new ArrayList<>(parts);
    int place = 0;
    while (place < next.size() && next.get(place).replica() < reported.replica()) {
      place++;
    }
    if (place < next.size() && next.get(place).replica() == reported.replica()) {
      next.set(place, next.get(place).max(reported));
    } else {
      next.add(place, reported);
    }
    return new Progress(next);
  }

  long lines() {
    return parts.stream().mapToLong(Part::lines).reduce(0, Progress::plus);
  }

  long tokens() {
    return parts.stream().mapToLong(Part::tokens).reduce(0, Progress::plus);
  }

  long millijoules() {
    return parts.stream().mapToLong(Part::millijoules).reduce(0, Progress::plus);
  }

  /** A sum of non-negative figures that stops at the largest number instead of overflowing. */
  private static long plus(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
