package io.wattpack.api.batch;

import io.wattpack.api.blob.BlobName;
import io.wattpack.api.blob.BlobStore;
import io.wattpack.api.journal.Store;

/** Deletes bytes that nobody can ask for any more. Its calls block on storage. */
final class FileSweeper {
  private final Store store;
  private final BlobStore blobs;

  FileSweeper(Store store, BlobStore blobs) {
    this.store = store;
    this.blobs = blobs;
  }

  /**
   * After a start: whatever a crash left between bytes and their row, or between a deletion and its
   * bytes. Never while uploads end: for a moment theirs have no row either.
   */
  void sweepAll() {
    for (BlobName upload : ResultBlobs.uploads(blobs)) {
      sweepUpload(upload.name());
    }
    for (BlobName segment : ResultBlobs.segments(blobs)) {
      String batch = ResultBlobs.batchOf(segment);
      if (!store.read(connection -> FileTable.areResultsInUse(connection, batch))) {
        blobs.delete(segment);
      }
    }
  }

  /** After files have expired. */
  void sweepExpired(long sinceMillis) {
    for (String file :
        store.read(connection -> FileTable.deletedUploads(connection, sinceMillis))) {
      sweepUpload(file);
    }
    for (String batch :
        store.read(connection -> FileTable.deletedResults(connection, sinceMillis))) {
      sweepResults(batch);
    }
  }

  /** After a deletion or the end of a batch that read it. */
  void sweepUpload(String file) {
    if (!store.read(connection -> FileTable.isUploadInUse(connection, file))) {
      blobs.delete(ResultBlobs.upload(file));
    }
  }

  /** After the deletion of one of a batch's files. */
  void sweepResults(String batch) {
    if (!store.read(connection -> FileTable.areResultsInUse(connection, batch))) {
      ResultBlobs.deleteResults(blobs, batch);
    }
  }
}
