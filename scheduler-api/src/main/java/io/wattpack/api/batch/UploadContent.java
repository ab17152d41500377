package io.wattpack.api.batch;

import io.wattpack.api.blob.BlobReader;
import org.jspecify.annotations.Nullable;

/** The bytes of an uploaded file. */
final class UploadContent implements FileContent {
  private static final int PIECE_BYTES = 128 << 10;

  private final BlobReader reader;
  private long position;

  UploadContent(BlobReader reader) {
    this.reader = reader;
  }

  @Override
  public long length() {
    return reader.size();
  }

  @Override
  public byte @Nullable [] next() {
    int length = (int) Math.min(PIECE_BYTES, length() - position);
    if (length == 0) {
      return null;
    }
    byte[] piece = reader.read(position, length);
    position += length;
    return piece;
  }

  @Override
  public void close() {
    reader.close();
  }
}
