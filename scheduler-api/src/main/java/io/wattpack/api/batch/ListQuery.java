package io.wattpack.api.batch;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit 1 to 100
 * @param after id of the last item seen, exclusive; it may have been deleted since; null: from the
 *     start
 * @param isNewestFirst the order
 */
public record ListQuery(int limit, @Nullable String after, boolean isNewestFirst) {
  public static final int LIMIT_DEFAULT = 20;
  public static final int LIMIT_MAX = 100;

  public ListQuery {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException(
          "A list's limit must be 1 to %d, but was %d.".formatted(LIMIT_MAX, limit));
    }
  }
}
