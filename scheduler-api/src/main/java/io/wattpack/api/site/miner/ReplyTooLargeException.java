package io.wattpack.api.site.miner;

import java.io.IOException;

/** A reply longer than any that a miner has reason to give. */
final class ReplyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  ReplyTooLargeException(int bytesMax) {
    super("sent more than %d bytes".formatted(bytesMax));
  }
}
