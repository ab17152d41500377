package io.wattpack.api.journal;

import org.jspecify.annotations.Nullable;

/** Storage is full: the write was refused whole, nothing of it is on disk. */
public final class StorageFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageFullException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
