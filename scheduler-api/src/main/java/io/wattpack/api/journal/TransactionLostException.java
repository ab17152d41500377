package io.wattpack.api.journal;

/** SQLite gave up the whole transaction because of one write: all of it must be done again. */
final class TransactionLostException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Throwable cause;

  TransactionLostException(Throwable cause) {
    super(cause);
    this.cause = cause;
  }

  @Override
  public synchronized Throwable getCause() {
    return cause;
  }
}
