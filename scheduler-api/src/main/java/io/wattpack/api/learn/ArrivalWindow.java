package io.wattpack.api.learn;

import io.wattpack.core.learn.WorkShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest arrivals: a bounded number of them, so that neither memory nor what was usual long ago
 * grows on. Filled from any thread.
 */
final class ArrivalWindow {
  static final int MAX = 8_192;

  private final WorkShape[] ring = new WorkShape[MAX];
  private int next;
  private int held;
  private long seen;

  /** Returns how many were seen, this one included. */
  synchronized long add(WorkShape shape) {
    ring[next] = shape;
    next = (next + 1) % MAX;
    held = Math.min(held + 1, MAX);
    return ++seen;
  }

  /** How many came since the beginning, or since the last {@link #beginWith}. */
  synchronized long seen() {
    return seen;
  }

  /** The newest of them, the oldest first. */
  synchronized List<WorkShape> newest(int most) {
    int count = Math.min(most, held);
    List<WorkShape> shapes = new ArrayList<>(count);
    for (int back = count; back > 0; back--) {
      shapes.add(ring[Math.floorMod(next - back, MAX)]);
    }
    return shapes;
  }

  /** Forgets all but the newest, and counts from these on. */
  synchronized void beginWith(int newest) {
    held = Math.min(held, newest);
    seen = held;
  }
}
