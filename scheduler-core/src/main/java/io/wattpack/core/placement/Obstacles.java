package io.wattpack.core.placement;

import io.wattpack.core.plan.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What stood in the way of a search, and which of it to name: the domain that lacks least. A reason
 * given before is kept while it is still one of them, so that reasons change only with cause.
 */
final class Obstacles {
  private final @Nullable Reason before;
  private @Nullable Reason nearest;
  private long lackNearest = Long.MAX_VALUE;
  private boolean isBeforeMet;

  Obstacles(@Nullable Reason before) {
    this.before = before;
  }

  void meet(Reason reason, long lack) {
    isBeforeMet |= reason.equals(before);
    if (lack < lackNearest) {
      nearest = reason;
      lackNearest = lack;
    }
  }

  /** Power, if it stood in the way anywhere; null: it did not. */
  @Nullable Reason reason() {
    return isBeforeMet && before != null ? before : nearest;
  }
}
