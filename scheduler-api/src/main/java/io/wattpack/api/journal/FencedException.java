package io.wattpack.api.journal;

/** Another process has taken over this store: this one must not write any more. */
public final class FencedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FencedException(String message) {
    super(message);
  }
}
