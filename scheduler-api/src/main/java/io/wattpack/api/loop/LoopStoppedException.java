package io.wattpack.api.loop;

import org.jspecify.annotations.Nullable;

/** The loop takes nothing more: the service stops, or must recover. The event was not taken. */
public final class LoopStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LoopStoppedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
