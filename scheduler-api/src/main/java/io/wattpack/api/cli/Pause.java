package io.wattpack.api.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between two looks at something that changes. */
@FunctionalInterface
public interface Pause {
  /** Lets {@code duration} pass; throws when the thread is interrupted meanwhile. */
  void await(Duration duration) throws InterruptedException;

  /** A pause of real time. */
  static Pause real() {
    return duration -> {
      if (new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("A latch nobody counts down was counted down.");
      }
    };
  }
}
