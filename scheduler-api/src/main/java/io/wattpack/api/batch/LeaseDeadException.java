package io.wattpack.api.batch;

/** A result came under a lease that had died: its transaction was rolled back. */
final class LeaseDeadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseDeadException(String token) {
    super("The lease (%s) is dead.".formatted(token));
  }
}
