package io.wattpack.api.loop;

import io.wattpack.core.event.Event;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.event.PowerEventCancelled;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.event.WeatherObserved;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way into the journal. Filled from any thread, emptied by the loop.
 *
 * <p>Limits pass everything else: a curtailment must not stand behind ten thousand progress
 * reports. All changes of limits pass, not only falls, because a raise and a later fall of one
 * domain must keep their order. Each kind has its own bound, so that neither can shut the other
 * out.
 */
final class Inbox {
  private final int max;
  private final Queue<Offer> limits = new ArrayDeque<>();
  private final Queue<Offer> others = new ArrayDeque<>();
  private @Nullable RuntimeException closedBy;

  Inbox(int max) {
    this.max = max;
  }

  /** An event and the one who waits for its number. */
  record Offer(Event event, CompletableFuture<Long> accepted) {}

  /** Events of one kind, in order. */
  record Batch(List<Offer> offers, boolean areLimits) {
    boolean isEmpty() {
      return offers.isEmpty();
    }
  }

  synchronized CompletableFuture<Long> offer(Event event) {
    if (closedBy != null) {
      return CompletableFuture.failedFuture(closedBy);
    }
    Queue<Offer> lane = movesCaps(event) ? limits : others;
    if (lane.size() >= max) {
      return CompletableFuture.failedFuture(new InboxFullException(max));
    }
    CompletableFuture<Long> accepted = new CompletableFuture<>();
    lane.add(new Offer(event, accepted));
    return accepted;
  }

  private static boolean movesCaps(Event event) {
    return event instanceof LimitChanged
        || event instanceof TelemetryReported
        || event instanceof MinerLimitChanged
        || event instanceof WeatherObserved
        || event instanceof PowerEventPosted
        || event instanceof PowerEventCancelled;
  }

  /** The next events to be written, of one kind; empty when none wait. */
  synchronized Batch take(int most) {
    boolean areLimits = !limits.isEmpty();
    Queue<Offer> lane = areLimits ? limits : others;
    List<Offer> offers = new ArrayList<>();
    while (offers.size() < most && !lane.isEmpty()) {
      offers.add(lane.remove());
    }
    return new Batch(offers, areLimits);
  }

  synchronized int size() {
    return limits.size() + others.size();
  }

  /** Takes nothing more, and tells those who wait. */
  void close(RuntimeException reason) {
    List<Offer> waiting = new ArrayList<>();
    synchronized (this) {
      closedBy = closedBy == null ? reason : closedBy;
      waiting.addAll(limits);
      waiting.addAll(others);
      limits.clear();
      others.clear();
    }
    waiting.forEach(offer -> offer.accepted().completeExceptionally(reason));
  }
}
