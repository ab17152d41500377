package io.wattpack.api.worker;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Draws the ids of answered requests: {@code req_} and 24 hex digits. */
public final class RequestIds {
  private static final int BYTES = 12;

  private final RandomGenerator random;

  public RequestIds(RandomGenerator random) {
    this.random = random;
  }

  // Not every generator may be shared by threads.
  public synchronized String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return "req_" + HexFormat.of().formatHex(bytes);
  }
}
