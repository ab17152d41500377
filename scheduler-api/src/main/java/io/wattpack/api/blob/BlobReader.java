package io.wattpack.api.blob;

import java.io.InputStream;

/** A blob opened for reading at any place. */
public interface BlobReader extends AutoCloseable {
  /** Bytes in the blob when it was opened. */
  long size();

  /**
   * Reads exactly {@code length} bytes from {@code offset}.
   *
   * @throws java.io.UncheckedIOException if the blob ends before
   */
  byte[] read(long offset, int length);

  /**
   * Reads up to {@code length} bytes from {@code offset} into {@code into}; returns how many, -1 at
   * the end.
   */
  int read(long offset, byte[] into, int at, int length);

  /** All bytes from the start; closing the stream does not close this reader. */
  default InputStream stream() {
    return new BlobInputStream(this);
  }

  @Override
  void close();
}
