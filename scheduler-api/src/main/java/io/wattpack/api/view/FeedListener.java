package io.wattpack.api.view;

/** Takes events of a feed, on the feed's executor; must be quick and must not throw. */
public interface FeedListener {
  void event(FeedEvent event);

  /**
   * Nothing more comes: the feed was closed, or cut after a {@link FeedEvent#CUT}, or its journal
   * cannot be read.
   */
  void ended(String reason);
}
