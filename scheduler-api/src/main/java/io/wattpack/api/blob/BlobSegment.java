package io.wattpack.api.blob;

import java.util.List;

/** A blob that grows at its end. */
public interface BlobSegment extends AutoCloseable {
  /** Appends the pieces, makes them durable, and returns the offset of the first one. */
  long append(List<byte[]> pieces);

  @Override
  void close();
}
