package io.wattpack.core.engine;

import io.wattpack.core.state.WorkKey;
import org.jspecify.annotations.Nullable;

/**
 * What was tried and need not be tried again while nothing changes; derived, so that forgetting it
 * changes no plan.
 *
 * @param revision of the state at which it was tried; negative: nothing was
 * @param upTo the last place in the order that was tried; null: all were
 */
record Tried(long revision, @Nullable WorkKey upTo) {
  static final Tried NOTHING = new Tried(-1, null);

  boolean isComplete() {
    return revision >= 0 && upTo == null;
  }

  boolean includes(WorkKey key) {
    return upTo == null || key.compareTo(upTo) <= 0;
  }
}
