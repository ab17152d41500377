package io.wattpack.core.sim;

import java.io.Serial;

/** Something happened that must never happen (design section 9, or the check that found it). */
public final class BrokenPromise extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public BrokenPromise(String message) {
    super(message);
  }
}
