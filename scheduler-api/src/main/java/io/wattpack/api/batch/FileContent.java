package io.wattpack.api.batch;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file as they were when it was opened, handed out piece by piece. Its calls block
 * on storage; they belong to one thread at a time, never an event loop.
 */
public interface FileContent extends AutoCloseable {
  /** Bytes over all pieces. */
  long length();

  /** The next piece, at most a few hundred kilobytes unless one line is longer; null at the end. */
  byte @Nullable [] next();

  @Override
  void close();
}
