package io.wattpack.api.main;

import org.jspecify.annotations.Nullable;

/** The service cannot start; the message is for the person who started it. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
