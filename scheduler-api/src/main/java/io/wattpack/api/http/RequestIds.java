package io.wattpack.api.http;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Names requests: {@code req_} and 24 hexadecimal digits. */
final class RequestIds {
  private final RandomGenerator random;

  RequestIds(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    return "req_" + HexFormat.of().formatHex(bytes);
  }
}
