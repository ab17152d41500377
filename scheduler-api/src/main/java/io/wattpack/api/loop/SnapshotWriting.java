package io.wattpack.api.loop;

import io.wattpack.api.journal.ImageCodec;
import io.wattpack.api.journal.Snapshot;
import io.wattpack.api.journal.Snapshots;
import io.wattpack.core.engine.Engine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Keeps a snapshot whenever the journal has grown by so many entries. The loop only forks the
 * engine; image, digest, encoding and compression are made of the fork on another executor, and one
 * snapshot at a time is on its way.
 */
public final class SnapshotWriting {
  private static final ImageCodec CODEC = new ImageCodec();

  private final Snapshots snapshots;
  private final Executor encoder;
  private long latest;
  private boolean writing;

  /**
   * Nothing is due yet.
   *
   * @param encoder may be busy with one snapshot for seconds
   */
  public SnapshotWriting(Snapshots snapshots, Executor encoder) {
    this.snapshots = snapshots;
    this.encoder = encoder;
  }

  Snapshots snapshots() {
    return snapshots;
  }

  /** Recovery began from the snapshot of that number; 0: from the journal's first entry. */
  void begunFrom(long sequence) {
    latest = sequence;
  }

  boolean isDue(long sequence, int every) {
    return !writing && sequence - latest >= every;
  }

  /**
   * Begins to keep what the engine knows now.
   *
   * @param sequence of the last entry it reflects; no plan may be on its way to disk
   */
  CompletableFuture<Snapshot> begin(long sequence, Engine engine) {
    writing = true;
    latest = sequence;
    Engine fork = engine.fork();
    try {
      return CompletableFuture.supplyAsync(() -> snapshot(sequence, fork), encoder)
          .thenCompose(made -> snapshots.keep(made).thenApply(kept -> made));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Snapshot snapshot(long sequence, Engine fork) {
    return new Snapshot(sequence, Snapshot.FORMAT, fork.digest(), CODEC.write(fork.image()));
  }

  /** Kept or failed: the next one may begin when it is due. */
  void ended() {
    writing = false;
  }
}
