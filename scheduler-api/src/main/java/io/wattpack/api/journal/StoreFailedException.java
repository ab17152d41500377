package io.wattpack.api.journal;

/**
 * The disk failed while a transaction was made durable, so nobody knows what of it is there. The
 * store takes no more writes: only a restart, which reads what is really on disk, can tell.
 */
public final class StoreFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
