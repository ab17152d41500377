package io.wattpack.api.main;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a service, each with one purpose and its name. */
final class Threads implements AutoCloseable {
  private static final int BLOCKING = 8;
  private static final int MODEL_CALLERS = 2;

  private final List<ExecutorService> all = new ArrayList<>();
  private final ExecutorService store = serial("store");
  private final ExecutorService loop = serial("loop");
  private final ExecutorService plane = serial("batches");
  private final ExecutorService workers = serial("workers");
  private final ExecutorService sites = serial("sites");
  private final ExecutorService feed = serial("feed");
  private final ExecutorService tasks = serial("tasks");
  private final ExecutorService reports = serial("reports");
  private final ExecutorService snapshots = serial("snapshots");
  private final ExecutorService learner = serial("learner");
  private final ExecutorService blocking = pool("blocking", BLOCKING);
  private final ExecutorService model = pool("model", MODEL_CALLERS);
  private final ExecutorService miners =
      kept(
          Executors.newThreadPerTaskExecutor(
              Thread.ofVirtual().name("wattpack-miner-", 1).factory()));
  private final ScheduledExecutorService timer = timers();

  ExecutorService store() {
    return store;
  }

  ExecutorService loop() {
    return loop;
  }

  ExecutorService plane() {
    return plane;
  }

  ExecutorService workers() {
    return workers;
  }

  ExecutorService sites() {
    return sites;
  }

  ExecutorService feed() {
    return feed;
  }

  ExecutorService tasks() {
    return tasks;
  }

  ExecutorService reports() {
    return reports;
  }

  ExecutorService snapshots() {
    return snapshots;
  }

  ExecutorService learner() {
    return learner;
  }

  ExecutorService blocking() {
    return blocking;
  }

  ExecutorService model() {
    return model;
  }

  /** One virtual thread for each connection to a miner. */
  ExecutorService miners() {
    return miners;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  /** Lets what runs end, for a moment, and drops the rest. */
  @Override
  public void close() {
    all.forEach(ExecutorService::shutdown);
    all.forEach(Threads::awaitEnd);
  }

  private static void awaitEnd(ExecutorService executor) {
    try {
      if (!executor.awaitTermination(200, TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private ExecutorService serial(String name) {
    return kept(Executors.newSingleThreadExecutor(named(name)));
  }

  private ExecutorService pool(String name, int size) {
    return kept(Executors.newFixedThreadPool(size, named(name)));
  }

  private ScheduledExecutorService timers() {
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, named("timer"));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    all.add(executor);
    return executor;
  }

  private ExecutorService kept(ExecutorService executor) {
    all.add(executor);
    return executor;
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "wattpack-%s-%d".formatted(name, count.incrementAndGet()));
      thread.setDaemon(true);
      return thread;
    };
  }
}
