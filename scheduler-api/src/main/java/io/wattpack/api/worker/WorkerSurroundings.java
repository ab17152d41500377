package io.wattpack.api.worker;

import io.wattpack.api.time.Timer;
import java.time.Duration;
import java.util.concurrent.Executor;

/** All that a worker is handed. */
record WorkerSurroundings(
    WorkerLink link,
    ModelServer server,
    Timer timer,
    Executor serial,
    RequestIds ids,
    WorkerOptions options) {
  Timer.Cancellable after(Duration delay, Runnable task) {
    return timer.after(delay, () -> serial.execute(task));
  }
}
