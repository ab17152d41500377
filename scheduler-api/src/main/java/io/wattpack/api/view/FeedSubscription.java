package io.wattpack.api.view;

/** One reader's place in a feed. Both methods may be called from any thread. */
public interface FeedSubscription {
  /** Asks for {@code count} more events; adds up. Nothing is sent unasked, except the end. */
  void request(long count);

  /** Ends it without a word; a second call does nothing. */
  void cancel();
}
