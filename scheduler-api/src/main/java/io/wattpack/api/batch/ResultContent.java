package io.wattpack.api.batch;

import io.wattpack.api.blob.BlobReader;
import io.wattpack.api.blob.BlobStore;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The committed lines of a batch in order of its input; what is committed later is not part of it.
 */
final class ResultContent implements FileContent {
  private final BlobStore blobs;
  private final ResultSlices slices;
  private final Map<String, BlobReader> readers = new LinkedHashMap<>();
  private int position;

  ResultContent(BlobStore blobs, ResultSlices slices) {
    this.blobs = blobs;
    this.slices = slices;
    // Opened at once: the results may be deleted while a slow reader is at it.
    for (int i = 0; i < slices.count(); i++) {
      readers.computeIfAbsent(slices.segment(i), name -> blobs.open(ResultBlobs.name(name)));
    }
  }

  @Override
  public long length() {
    return slices.bytes();
  }

  @Override
  public byte @Nullable [] next() {
    if (position == slices.count()) {
      return null;
    }
    byte[] piece = reader(position).read(slices.offset(position), slices.length(position));
    position++;
    return piece;
  }

  @Override
  public void close() {
    readers.values().forEach(BlobReader::close);
    readers.clear();
  }

  private BlobReader reader(int slice) {
    return readers.computeIfAbsent(
        slices.segment(slice), name -> blobs.open(ResultBlobs.name(name)));
  }
}
