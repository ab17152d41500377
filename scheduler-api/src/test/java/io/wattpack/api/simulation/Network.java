package io.wattpack.api.simulation;

import io.wattpack.api.time.Timer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * The lines between the service and its sites: messages are late, lost, doubled, and overtake each
 * other. Outlives the process.
 */
final class Network {
  /** Longest way of one message. */
  static final int LATE_MILLIS_MAX = 10_000;

  private static final int USUAL_MILLIS_MAX = 150;

  private final Random random;
  private final Timer timer;
  private final Executor executor;
  private boolean isCalm;
  private long lost;
  private long doubled;
  private long late;

  Network(Random random, Timer timer, Executor executor) {
    this.random = random;
    this.timer = timer;
    this.executor = executor;
  }

  /** From now on every message arrives once and soon. */
  void calm() {
    isCalm = true;
  }

  /** Carries a message: perhaps late, perhaps twice, perhaps never. */
  void carry(Runnable message) {
    if (hits(100)) {
      lost++;
      return;
    }
    deliver(message);
    if (hits(120)) {
      doubled++;
      deliver(message);
    }
  }

  /** Brings an answer back, or not. */
  void carryBack(Runnable answer) {
    if (hits(40)) {
      lost++;
    } else {
      deliver(answer);
    }
  }

  void after(Duration delay, Runnable task) {
    timer.after(delay, () -> executor.execute(task));
  }

  private void deliver(Runnable message) {
    after(Duration.ofMillis(way()), message);
  }

  private int way() {
    if (hits(80)) {
      late++;
      return random.nextInt(LATE_MILLIS_MAX);
    }
    return random.nextInt(USUAL_MILLIS_MAX);
  }

  private boolean hits(int permille) {
    return !isCalm && random.nextInt(1000) < permille;
  }

  long lost() {
    return lost;
  }

  long doubled() {
    return doubled;
  }

  long late() {
    return late;
  }
}
