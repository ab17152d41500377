package io.wattpack.api.site.miner;

import java.util.concurrent.CompletableFuture;

/** Carries one request to a machine and its reply back. */
@FunctionalInterface
public interface MinerTransport {
  /**
   * Sends {@code request} over a connection of its own and completes, on any thread, with what came
   * back until a NUL byte or the end of the stream. Fails within a bounded time with an {@link
   * java.io.IOException}; a {@link ReplyTooLargeException} when there was more than fits.
   */
  CompletableFuture<byte[]> exchange(MinerAddress to, byte[] request);
}
