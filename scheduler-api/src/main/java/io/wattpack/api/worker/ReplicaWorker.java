package io.wattpack.api.worker;

import io.wattpack.core.model.ReplicaId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works for one replica: leases a chunk, runs it, leases the next. Lives on the serial executor.
 */
final class ReplicaWorker {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaWorker.class);

  private final WorkerSurroundings around;
  private final ReplicaId replica;
  private @Nullable ChunkRun run;
  private boolean isStopped;

  ReplicaWorker(WorkerSurroundings around, ReplicaId replica) {
    this.around = around;
    this.replica = replica;
  }

  void start() {
    ask();
  }

  /** Ends with the lines in flight. */
  void stop() {
    isStopped = true;
    if (run != null) {
      run.stop();
    }
  }

  private void ask() {
    if (isStopped) {
      return;
    }
    var unused =
        around
            .link()
            .lease(replica)
            .thenAcceptAsync(this::answered, around.serial())
            .exceptionallyAsync(this::failed, around.serial());
  }

  private void answered(Optional<LeasedChunk> leased) {
    if (leased.isEmpty()) {
      pause(around.options().idlePause());
    } else if (isStopped) {
      var unused = around.link().release(leased.get().token());
    } else {
      run = new ChunkRun(around, leased.get(), this::finished);
      run.start();
    }
  }

  private @Nullable Void failed(Throwable failure) {
    LOG.warn("The replica {} could not ask for work: {}", replica, String.valueOf(failure));
    pause(around.options().failurePause());
    return null;
  }

  private void finished(boolean isWell) {
    run = null;
    if (isWell) {
      ask();
    } else {
      pause(around.options().failurePause());
    }
  }

  private void pause(Duration duration) {
    if (!isStopped) {
      around.after(duration, this::ask);
    }
  }
}
