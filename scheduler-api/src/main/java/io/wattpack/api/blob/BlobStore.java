package io.wattpack.api.blob;

import java.util.List;

/**
 * Named byte sequences. All calls block on storage and throw {@link java.io.UncheckedIOException}
 * when it fails; callers keep them off event loops. Safe for use by several threads; one upload,
 * segment or reader belongs to one thread at a time.
 */
public interface BlobStore {
  /**
   * Starts a blob of at most {@code bytesMax} bytes; it exists once {@link BlobUpload#finish} has
   * returned.
   */
  BlobUpload create(BlobName name, long bytesMax);

  /**
   * Opens a blob for appending behind what it holds, junk of a crash included; creates it if it is
   * not there.
   */
  BlobSegment append(BlobName name);

  /**
   * Opens a blob for reading.
   *
   * @throws NoSuchBlobException if it is not there
   */
  BlobReader open(BlobName name);

  /** Deletes the blob; does nothing if it is not there. Readers that are open go on reading. */
  void delete(BlobName name);

  /** The finished blobs of a folder, in order of their names. */
  List<BlobName> list(String folder);
}
