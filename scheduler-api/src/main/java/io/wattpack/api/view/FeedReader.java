package io.wattpack.api.view;

import io.wattpack.core.units.EpochMillis;
import java.util.concurrent.atomic.AtomicLong;

/** A reader's place. All but the two public methods run on the feed's executor. */
final class FeedReader implements FeedSubscription {
  private final FeedListener listener;
  private final Runnable wake;
  private final AtomicLong requested = new AtomicLong();
  private volatile boolean cancelled;
  private long position;
  private boolean caughtUp;

  FeedReader(long position, FeedListener listener, Runnable wake) {
    this.position = position;
    this.listener = listener;
    this.wake = wake;
  }

  @Override
  public void request(long count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "A reader must ask for at least 1 event, but was %d.".formatted(count));
    }
    requested.accumulateAndGet(
        count, (had, more) -> had > Long.MAX_VALUE - more ? Long.MAX_VALUE : had + more);
    wake.run();
  }

  @Override
  public void cancel() {
    cancelled = true;
    wake.run();
  }

  boolean isCancelled() {
    return cancelled;
  }

  long requested() {
    return requested.get();
  }

  long position() {
    return position;
  }

  /**
   * A reader that asked for old entries may be as far behind as it likes until it has reached the
   * head once.
   */
  boolean hasFallenBehind(long behind, int lagMax) {
    caughtUp |= behind <= 0;
    return caughtUp && behind > lagMax;
  }

  void send(FeedEvent event) {
    if (!cancelled) {
      position = event.seq();
      requested.decrementAndGet();
      listener.event(event);
    }
  }

  void cut(long nowMillis, long behind) {
    String body =
        "{\"code\":\"reader_too_slow\",\"after\":%d,\"behind\":%d,\"hint\":\"Maybe connect again and go on after this number.\"}"
            .formatted(position, behind);
    listener.event(
        new FeedEvent(position, new EpochMillis(nowMillis), FeedEvent.CUT, "feed", body));
    end("The reader was too slow: it was %d events behind.".formatted(behind));
  }

  void end(String reason) {
    if (!cancelled) {
      cancelled = true;
      listener.ended(reason);
    }
  }
}
