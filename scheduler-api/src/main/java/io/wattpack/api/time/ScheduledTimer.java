package io.wattpack.api.time;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A timer on a scheduled executor, which stays its owner's to shut down. Counts monotonic time, not
 * the wall clock.
 */
public final class ScheduledTimer implements Timer {
  private final ScheduledExecutorService executor;

  public ScheduledTimer(ScheduledExecutorService executor) {
    this.executor = executor;
  }

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    // Rounded up: a task that came a moment early would find nothing due yet.
    long millis = delay.plusNanos(999_999).toMillis();
    ScheduledFuture<?> scheduled = executor.schedule(task, millis, TimeUnit.MILLISECONDS);
    return () -> scheduled.cancel(false);
  }
}
