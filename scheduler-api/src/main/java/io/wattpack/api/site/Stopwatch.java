package io.wattpack.api.site;

import io.wattpack.api.time.Timer;
import io.wattpack.api.time.Timer.Cancellable;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Brings timed tasks back onto the site's executor; a task that was cancelled, or came too late,
 * does not run.
 */
public final class Stopwatch implements AutoCloseable {
  private final Timer timer;
  private final Executor executor;
  private boolean closed;

  /** Tasks run on {@code executor}, which is serial. */
  public Stopwatch(Timer timer, Executor executor) {
    this.timer = timer;
    this.executor = executor;
  }

  /** Cancelling works until the task begins, even when its time has come already. */
  public Cancellable after(long millis, Runnable task) {
    Pending pending = new Pending(task);
    Cancellable inner =
        timer.after(Duration.ofMillis(millis), () -> executor.execute(pending::run));
    return () -> {
      pending.cancelled = true;
      inner.cancel();
    };
  }

  private final class Pending {
    private final Runnable task;
    private boolean cancelled;

    Pending(Runnable task) {
      this.task = task;
    }

    void run() {
      if (!cancelled && !closed) {
        task.run();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
