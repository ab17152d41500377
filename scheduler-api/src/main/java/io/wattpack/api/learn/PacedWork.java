package io.wattpack.api.learn;

import io.wattpack.api.time.Timer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Does work piece by piece on a bounded share of one core: after each piece it rests so long that
 * the share is kept. One work at a time; all of it, and every call, on one serial executor.
 */
final class PacedWork {
  private static final int WHOLE = 1000;

  private final Executor executor;
  private final Timer timer;
  private final LongSupplier nanos;
  private final int permille;
  private boolean isBusy;

  /**
   * @param nanos a running count of nanoseconds to measure with
   * @param permille thousandths of a core, 1 to 1000
   */
  PacedWork(Executor executor, Timer timer, LongSupplier nanos, int permille) {
    this.executor = executor;
    this.timer = timer;
    this.nanos = nanos;
    this.permille = permille;
  }

  boolean isBusy() {
    return isBusy;
  }

  /**
   * Begins.
   *
   * @param piece does a little and says whether there is more
   * @param done called after the last piece
   */
  void begin(BooleanSupplier piece, Runnable done) {
    if (isBusy) {
      throw new IllegalStateException("There is work already.");
    }
    isBusy = true;
    hand(() -> next(piece, done));
  }

  private void next(BooleanSupplier piece, Runnable done) {
    long begun = nanos.getAsLong();
    if (!piece.getAsBoolean()) {
      isBusy = false;
      done.run();
      return;
    }
    long rest = (nanos.getAsLong() - begun) * (WHOLE - permille) / permille;
    if (rest > 0) {
      timer.after(Duration.ofNanos(rest), () -> hand(() -> next(piece, done)));
    } else {
      hand(() -> next(piece, done));
    }
  }

  private void hand(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      // The process is ending, and the work with it: nobody waits for it, nothing else begins.
    }
  }
}
