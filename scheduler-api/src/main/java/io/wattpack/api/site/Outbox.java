package io.wattpack.api.site;

import io.wattpack.api.time.Timer;
import io.wattpack.core.event.Event;
import io.wattpack.core.model.SiteId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A site's observations on their way to the hub's disk: in order for each subject, repeated until
 * they are there.
 *
 * <p>Subjects do not wait for each other: a hundred replicas that stop together are confirmed
 * together. Used from the site's serial executor only.
 */
public final class Outbox implements AutoCloseable {
  private static final Duration RETRY = Duration.ofMillis(200);

  private final SiteId site;
  private final SiteObserver observer;
  private final Timer timer;
  private final Executor executor;
  private final Map<Object, Queue<Event>> waiting = new HashMap<>();
  private boolean closed;

  public Outbox(SiteId site, SiteObserver observer, Timer timer, Executor executor) {
    this.site = site;
    this.observer = observer;
    this.timer = timer;
    this.executor = executor;
  }

  /** Reports what was observed of {@code subject}, after what was observed of it before. */
  public void report(Object subject, Event event) {
    Queue<Event> queue = waiting.computeIfAbsent(subject, unused -> new ArrayDeque<>());
    queue.add(event);
    if (queue.size() == 1) {
      send(subject, event);
    }
  }

  /** Whether something observed of {@code subject} is not on the hub's disk yet. */
  public boolean isWaiting(Object subject) {
    return waiting.containsKey(subject);
  }

  private void send(Object subject, Event event) {
    if (!closed) {
      var unused =
          attempt(event)
              .whenCompleteAsync((ok, failure) -> answered(subject, event, failure), executor);
    }
  }

  private CompletableFuture<?> attempt(Event event) {
    try {
      return observer.observed(site, event);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void answered(Object subject, Event event, @Nullable Throwable failure) {
    if (closed) {
      return;
    }
    if (failure != null) {
      timer.after(RETRY, () -> executor.execute(() -> send(subject, event)));
      return;
    }
    Queue<Event> queue = waiting.get(subject);
    if (queue != null) {
      queue.remove();
      sendNext(subject, queue);
    }
  }

  private void sendNext(Object subject, Queue<Event> queue) {
    Event next = queue.peek();
    if (next == null) {
      waiting.remove(subject);
    } else {
      send(subject, next);
    }
  }

  /** Sends nothing more; what is waiting is forgotten. */
  @Override
  public void close() {
    closed = true;
    waiting.clear();
  }
}
