package io.wattpack.api.batch;

import io.wattpack.api.time.Timer.Cancellable;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TenantId;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A batch whose lines wait or run: which of them are settled, and which chunks may be leased. Lives
 * on the serial executor.
 */
final class RunningBatch {
  private final JobId job;
  private final TenantId tenant;
  private final ServiceTier tier;
  private final String inputFile;
  private final List<Chunk> chunks;
  private final BitSet settled;
  private final int[] openPerChunk;
  private final TreeSet<Integer> pending = new TreeSet<>();
  private final SegmentLog log;
  private long open;
  private int leases;
  private @Nullable Closing closing;
  private @Nullable Cancellable deadline;

  /**
   * @param settled numbers of the lines that have their result
   * @param settledPerChunk how many of them are in each chunk
   */
  RunningBatch(
      BatchRow row, List<Chunk> chunks, BitSet settled, int[] settledPerChunk, SegmentLog log) {
    this.job = new JobId(row.id());
    this.tenant = row.object().tenant();
    this.tier = row.object().tier();
    this.inputFile = row.object().inputFileId();
    this.chunks = chunks;
    this.settled = settled;
    this.log = log;
    this.closing = row.closing();
    this.openPerChunk = new int[chunks.size()];
    for (Chunk chunk : chunks) {
      int unsettled = chunk.requests() - settledPerChunk[chunk.index()];
      openPerChunk[chunk.index()] = unsettled;
      open += unsettled;
      if (unsettled > 0) {
        pending.add(chunk.index());
      }
    }
  }

  JobId job() {
    return job;
  }

  String id() {
    return job.value();
  }

  TenantId tenant() {
    return tenant;
  }

  ServiceTier tier() {
    return tier;
  }

  String inputFile() {
    return inputFile;
  }

  SegmentLog log() {
    return log;
  }

  @Nullable Closing closing() {
    return closing;
  }

  void close(Closing reason) {
    closing = reason;
  }

  void deadline(Cancellable timer) {
    deadline = timer;
  }

  /** It is over: its timer and its segment go. */
  void end() {
    if (deadline != null) {
      deadline.cancel();
    }
    log.close();
  }

  boolean isSettled() {
    return open == 0;
  }

  boolean isLeased() {
    return leases > 0;
  }

  boolean isSettled(int line) {
    return settled.get(line);
  }

  /** The next chunk that may be leased; null: none now. */
  @Nullable Chunk nextChunk() {
    return closing != null || pending.isEmpty() ? null : chunks.get(pending.first());
  }

  /** Chunks that nobody works on, at most {@code max}. */
  List<Chunk> pendingChunks(int max) {
    return pending.stream().limit(max).map(chunks::get).toList();
  }

  void lease(Chunk chunk) {
    pending.remove(chunk.index());
    leases++;
  }

  /** Ends a lease of the chunk; what is unsettled of it may be leased again. */
  void giveBack(Chunk chunk) {
    leases--;
    if (openPerChunk[chunk.index()] > 0) {
      pending.add(chunk.index());
    }
  }

  void settle(int line, int chunk) {
    if (settled.get(line)) {
      return;
    }
    settled.set(line);
    open--;
    openPerChunk[chunk]--;
    if (openPerChunk[chunk] == 0) {
      pending.remove(chunk);
    }
  }
}
