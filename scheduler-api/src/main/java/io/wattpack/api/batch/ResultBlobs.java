package io.wattpack.api.batch;

import io.wattpack.api.blob.BlobName;
import io.wattpack.api.blob.BlobStore;

/**
 * How uploads and the segments of results are named: {@code uploads/FILE} and {@code
 * results/BATCH.EPOCH}.
 */
final class ResultBlobs {
  private static final String UPLOADS = "uploads";
  private static final String RESULTS = "results";

  private ResultBlobs() {}

  static BlobName upload(String file) {
    return new BlobName(UPLOADS, file);
  }

  /** A segment per process that writes: what a crash left half written is never appended to. */
  static String segment(String batch, long epoch) {
    return batch + "." + epoch;
  }

  static BlobName name(String segment) {
    return new BlobName(RESULTS, segment);
  }

  static String batchOf(BlobName segment) {
    return segment.name().substring(0, segment.name().lastIndexOf('.'));
  }

  static Iterable<BlobName> uploads(BlobStore blobs) {
    return blobs.list(UPLOADS);
  }

  static Iterable<BlobName> segments(BlobStore blobs) {
    return blobs.list(RESULTS);
  }

  static void deleteResults(BlobStore blobs, String batch) {
    for (BlobName segment : segments(blobs)) {
      if (batchOf(segment).equals(batch)) {
        blobs.delete(segment);
      }
    }
  }
}
