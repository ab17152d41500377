package io.wattpack.api.blob;

import java.io.InputStream;
import java.util.Objects;

/** Reads a blob from its start. */
final class BlobInputStream extends InputStream {
  private final BlobReader reader;
  private final byte[] single = new byte[1];
  private long position;

  BlobInputStream(BlobReader reader) {
    this.reader = reader;
  }

  @Override
  public int read() {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int at, int length) {
    Objects.checkFromIndexSize(at, length, into.length);
    int got = reader.read(position, into, at, length);
    if (got > 0) {
      position += got;
    }
    return got;
  }
}
