package io.wattpack.api.time;

import java.time.Duration;

/** Runs something later, once. */
public interface Timer {
  /**
   * Runs {@code task} after {@code delay} on the timer's own thread; the task must be short or hand
   * over.
   */
  Cancellable after(Duration delay, Runnable task);

  /** A pending task. */
  interface Cancellable {
    /** Keeps the task from running if it has not begun; otherwise does nothing. */
    void cancel();
  }
}
