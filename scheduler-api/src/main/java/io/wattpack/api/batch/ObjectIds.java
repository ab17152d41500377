package io.wattpack.api.batch;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Draws new ids: a prefix and 24 hex digits, never to be guessed when the generator is a secure
 * one.
 */
public final class ObjectIds {
  private static final int BYTES = 12;
  private static final int TOKEN_BYTES = 16;

  private final RandomGenerator random;

  public ObjectIds(RandomGenerator random) {
    this.random = random;
  }

  public String file() {
    return "file-" + hex(BYTES);
  }

  public String batch() {
    return "batch_" + hex(BYTES);
  }

  String leaseToken() {
    return "lease_" + hex(TOKEN_BYTES);
  }

  // Not every generator may be shared by threads.
  private synchronized String hex(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
