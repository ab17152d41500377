package io.wattpack.api.batch;

import io.wattpack.api.blob.BlobSegment;
import io.wattpack.api.blob.BlobStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The segment that one process appends a batch's results to. Appends that come while one is being
 * synced share the next sync.
 */
final class SegmentLog {
  private final BlobStore blobs;
  private final Executor blocking;
  private final String segment;
  private final Queue<Append> waiting = new ArrayDeque<>();
  private boolean isBusy;
  private boolean isClosed;
  private @Nullable BlobSegment open;

  private record Append(List<byte[]> pieces, CompletableFuture<Long> offset) {
    long bytes() {
      return pieces.stream().mapToLong(piece -> piece.length).sum();
    }
  }

  SegmentLog(BlobStore blobs, Executor blocking, String segment) {
    this.blobs = blobs;
    this.blocking = blocking;
    this.segment = segment;
  }

  String segment() {
    return segment;
  }

  /** Appends; completes with the offset of the first piece when all are durable. */
  CompletableFuture<Long> append(List<byte[]> pieces) {
    Append append = new Append(pieces, new CompletableFuture<>());
    synchronized (this) {
      waiting.add(append);
    }
    wake();
    return append.offset();
  }

  /** Closes the file once nothing is under way; the log is not used after. */
  void close() {
    synchronized (this) {
      isClosed = true;
    }
    wake();
  }

  private void wake() {
    synchronized (this) {
      if (isBusy) {
        return;
      }
      isBusy = true;
    }
    blocking.execute(this::drain);
  }

  private void drain() {
    List<Append> group = takeAll();
    if (!group.isEmpty()) {
      write(group);
    }
    boolean hasMore;
    synchronized (this) {
      hasMore = !waiting.isEmpty();
      isBusy = hasMore;
      if (!hasMore && isClosed) {
        closeFile();
      }
    }
    if (hasMore) {
      blocking.execute(this::drain);
    }
  }

  private synchronized List<Append> takeAll() {
    List<Append> group = new ArrayList<>(waiting);
    waiting.clear();
    return group;
  }

  private void write(List<Append> group) {
    try {
      if (open == null) {
        open = blobs.append(ResultBlobs.name(segment));
      }
      long offset = open.append(group.stream().flatMap(each -> each.pieces().stream()).toList());
      for (Append append : group) {
        append.offset().complete(offset);
        offset += append.bytes();
      }
    } catch (RuntimeException e) {
      closeFile();
      group.forEach(append -> append.offset().completeExceptionally(e));
    }
  }

  private void closeFile() {
    BlobSegment file = open;
    open = null;
    if (file != null) {
      file.close();
    }
  }
}
