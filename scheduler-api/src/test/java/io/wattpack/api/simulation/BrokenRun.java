package io.wattpack.api.simulation;

/** The service did something that it must never do. */
final class BrokenRun extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenRun(String message) {
    super(message);
  }

  BrokenRun(String message, Throwable cause) {
    super(message, cause);
  }
}
