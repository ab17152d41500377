package io.wattpack.api.batch;

import io.wattpack.api.time.Timer.Cancellable;
import io.wattpack.api.worker.RequestLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One chunk in the hands of one replica. Lives on the serial executor; only whether it is dead is
 * read elsewhere, inside the transaction that would commit under it.
 */
final class Lease {
  private final String token;
  private final RunningBatch batch;
  private final Chunk chunk;
  private final ReplicaFacts replica;
  private final Map<Integer, RequestLine> open = new LinkedHashMap<>();
  private int writes;
  private boolean isStopping;
  private volatile boolean isDead;
  private long period;
  private @Nullable Cancellable timer;

  Lease(String token, RunningBatch batch, Chunk chunk, ReplicaFacts replica) {
    this.token = token;
    this.batch = batch;
    this.chunk = chunk;
    this.replica = replica;
  }

  String token() {
    return token;
  }

  RunningBatch batch() {
    return batch;
  }

  Chunk chunk() {
    return chunk;
  }

  ReplicaFacts replica() {
    return replica;
  }

  void open(List<RequestLine> lines) {
    lines.forEach(line -> open.put(line.line(), line));
  }

  /** Takes an unsettled line for a write; null: the lease has no such line (any more). */
  @Nullable RequestLine take(int line) {
    return open.remove(line);
  }

  /** Gives lines of a failed write back. */
  void putBack(List<RequestLine> lines) {
    open(lines);
  }

  boolean isFinished() {
    return open.isEmpty() && writes == 0;
  }

  void writeBegins() {
    writes++;
  }

  void writeEnds() {
    writes--;
  }

  boolean isWriting() {
    return writes > 0;
  }

  /** What is answered may still be committed, but no more lines should be begun. */
  void stop() {
    isStopping = true;
  }

  boolean isStopping() {
    return isStopping;
  }

  boolean isDead() {
    return isDead;
  }

  void kill() {
    isDead = true;
    stopTimer();
  }

  /** Counts the grant and the renewals. */
  long period() {
    return period;
  }

  long beginPeriod() {
    return ++period;
  }

  void timer(Cancellable next) {
    stopTimer();
    timer = next;
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
