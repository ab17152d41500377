package io.wattpack.api.view;

import io.wattpack.api.journal.JournalDamagedException;
import io.wattpack.api.journal.JournalEntry;
import io.wattpack.api.journal.JournalReader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The journal as a stream: from any number on, first what is there, then what comes.
 *
 * <p>A reader is a place in the journal and a count of events it asked for; nothing is buffered for
 * it. The newest page is shared, so that many readers at the head cost one read of the store. A
 * reader that falls more than {@code lagMax} entries behind after it had caught up is cut: it would
 * only fall further.
 */
public final class EventFeed implements AutoCloseable {
  static final int PAGE = 256;

  private final JournalReader journal;
  private final Executor executor;
  private final InstantSource clock;
  private final int lagMax;
  private final Set<FeedReader> readers = new LinkedHashSet<>();
  private final AtomicLong head = new AtomicLong();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile boolean closed;
  private List<FeedEvent> newest = List.of();

  /**
   * Begins to follow the journal.
   *
   * @param executor serial, may read the store
   * @param lagMax entries a reader may be behind once it had caught up, at least 1
   */
  public EventFeed(JournalReader journal, Executor executor, InstantSource clock, int lagMax) {
    this.journal = journal;
    this.executor = executor;
    this.clock = clock;
    this.lagMax = lagMax;
    journal.watch(this::grewTo);
  }

  private void grewTo(long last) {
    head.accumulateAndGet(last, Math::max);
    schedule();
  }

  /** Subscribes to all entries after number {@code after}; nothing comes before it is asked for. */
  public FeedSubscription subscribe(long after, FeedListener listener) {
    FeedReader reader = new FeedReader(Math.max(0, after), listener, this::schedule);
    executor.execute(() -> add(reader));
    return reader;
  }

  /** Number of the journal's last entry: subscribing after it gives only what is new. */
  public long last() {
    return journal.last();
  }

  private void add(FeedReader reader) {
    if (closed) {
      reader.end("The service is stopping.");
      return;
    }
    head.accumulateAndGet(journal.last(), Math::max);
    readers.add(reader);
    schedule();
  }

  private void schedule() {
    if (!closed && scheduled.compareAndSet(false, true)) {
      executor.execute(this::serveAll);
    }
  }

  private void serveAll() {
    scheduled.set(false);
    boolean more = false;
    for (FeedReader reader : List.copyOf(readers)) {
      more |= serve(reader);
    }
    if (more) {
      schedule();
    }
  }

  /**
   * One page at most, so that one reader far behind does not keep the others waiting; true: there
   * is more to send.
   */
  private boolean serve(FeedReader reader) {
    if (reader.isCancelled() || isTooSlow(reader)) {
      readers.remove(reader);
      return false;
    }
    int wanted = (int) Math.min(PAGE, reader.requested());
    if (wanted == 0 || reader.position() >= head.get()) {
      return false;
    }
    try {
      page(reader.position(), wanted).forEach(reader::send);
    } catch (JournalDamagedException | IllegalStateException e) {
      readers.remove(reader);
      reader.end("The journal cannot be read: " + e.getMessage());
      return false;
    }
    return reader.requested() > 0 && reader.position() < head.get();
  }

  private boolean isTooSlow(FeedReader reader) {
    long behind = head.get() - reader.position();
    if (!reader.hasFallenBehind(behind, lagMax)) {
      return false;
    }
    reader.cut(clock.instant().toEpochMilli(), behind);
    return true;
  }

  private List<FeedEvent> page(long after, int max) {
    if (newest.isEmpty()
        || newest.getLast().seq() <= after
        || newest.getFirst().seq() > after + 1) {
      newest = journal.read(after, PAGE).stream().map(EventFeed::event).toList();
    }
    List<FeedEvent> page = new ArrayList<>();
    for (FeedEvent event : newest) {
      if (event.seq() > after && page.size() < max) {
        page.add(event);
      }
    }
    return page;
  }

  private static FeedEvent event(JournalEntry entry) {
    return new FeedEvent(
        entry.seq(),
        entry.at(),
        entry.type(),
        entry.kind().name().toLowerCase(Locale.ROOT),
        entry.body());
  }

  /** Ends every reader. */
  @Override
  public void close() {
    closed = true;
    executor.execute(
        () -> {
          readers.forEach(reader -> reader.end("The service is stopping."));
          readers.clear();
        });
  }
}
