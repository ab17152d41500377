package io.wattpack.api.http.openai;

import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/** Moments under {@code /v1}: whole unix seconds, null when unset. */
final class WireTime {
  private WireTime() {}

  static long seconds(EpochMillis at) {
    return Math.floorDiv(at.value(), 1000L);
  }

  static @Nullable Long secondsOrNull(@Nullable EpochMillis at) {
    return at == null ? null : (Long) seconds(at);
  }
}
