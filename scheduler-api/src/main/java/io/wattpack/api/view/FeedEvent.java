package io.wattpack.api.view;

import io.wattpack.core.units.EpochMillis;

/**
 * One event of the live stream.
 *
 * @param seq journal number; what a reader names to go on after it
 * @param type for example {@code input.limit-changed}, {@code plan}, {@code takeover}; {@link #CUT}
 *     as the very last one of a reader that fell behind
 * @param kind {@code input}, {@code plan}, {@code takeover}, {@code feed}
 * @param body JSON
 */
public record FeedEvent(long seq, EpochMillis at, String type, String kind, String body) {
  public static final String CUT = "feed.cut";
}
