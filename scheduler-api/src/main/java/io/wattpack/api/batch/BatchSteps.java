package io.wattpack.api.batch;

import io.wattpack.api.journal.CommitPoint;
import io.wattpack.api.journal.Store;
import io.wattpack.api.worker.RequestLine;
import io.wattpack.core.event.JobEnded;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What each state of a batch calls for. Runs on the serial executor; every step completes with
 * whether to look again.
 */
final class BatchSteps {
  private static final int CLOSED_CHUNKS_AT_ONCE = 16;

  private final Surroundings around;
  private final BatchDriver driver;
  private final Validations validations;
  private final Dispatcher dispatcher;
  private final ChunkReader reader;
  private final ResultWriter writer;
  private final ProgressReporter progress;
  private final CoreAnswers core;
  private final FileSweeper sweeper;

  BatchSteps(
      Surroundings around,
      BatchDriver driver,
      Validations validations,
      Dispatcher dispatcher,
      ChunkReader reader,
      ResultWriter writer,
      ProgressReporter progress,
      CoreAnswers core) {
    this.around = around;
    this.driver = driver;
    this.validations = validations;
    this.dispatcher = dispatcher;
    this.reader = reader;
    this.writer = writer;
    this.progress = progress;
    this.core = core;
    this.sweeper = new FileSweeper(around.store(), around.blobs());
  }

  CompletableFuture<Boolean> act(BatchRow row) {
    return switch (row.state()) {
      case VALIDATING -> row.isValidated() ? submit(row) : validations.validate(row);
      case IN_PROGRESS -> work(row);
      case CANCELLING -> row.isValidated() ? work(row) : finish(row);
      case FINALIZING -> finish(row);
      case COMPLETED, EXPIRED, CANCELLED, FAILED -> end(row);
    };
  }

  // ---- to the core

  private CompletableFuture<Boolean> submit(BatchRow row) {
    return around
        .intake()
        .submit(new JobSubmitted(row.job()))
        .thenCompose(number -> submitted(row.job(), number));
  }

  private CompletableFuture<Boolean> submitted(Job job, long number) {
    return move(
            CommitPoint.BATCH_MOVED,
            connection -> {
              BatchTable.submitted(connection, job.id().value(), around.clock().millis());
              return true;
            })
        .thenApplyAsync(
            done -> {
              core.expect(job.id(), number);
              return done;
            },
            around.serial());
  }

  /** The core does not take the job. */
  void refuse(JobId job) {
    RunningBatch running = dispatcher.find(job);
    if (running != null) {
      forget(running);
    }
    List<BatchError> errors =
        List.of(
            new BatchError(
                "model_not_found",
                "No pool serves the model any more.\nMaybe GET /v1/models lists another one.",
                "body.model",
                1));
    var unused =
        move(
                CommitPoint.BATCH_FAILED,
                connection -> {
                  BatchTable.failed(connection, job.value(), errors, around.clock().millis());
                  return true;
                })
            .thenAcceptAsync(done -> driver.advance(job.value()), around.serial());
  }

  // ---- running

  private CompletableFuture<Boolean> work(BatchRow row) {
    RunningBatch running = dispatcher.find(new JobId(row.id()));
    if (running == null) {
      return load(row);
    }
    if (row.closing() != null && running.closing() == null) {
      dispatcher.close(running, row.closing());
    }
    if (running.isSettled()) {
      return row.closing() == null ? finalizing(row) : finish(row);
    }
    if (running.closing() == null || running.isLeased()) {
      return BatchDriver.WAIT;
    }
    return closeRest(running, running.closing());
  }

  private CompletableFuture<Boolean> load(BatchRow row) {
    return CompletableFuture.supplyAsync(() -> read(row), around.blocking())
        .thenApplyAsync(loaded -> begin(row, loaded), around.serial())
        .thenCompose(
            done ->
                row.isSubmitted() && !core.knows(new JobId(row.id())) && row.closing() == null
                    ? submit(row)
                    : BatchDriver.GO_ON);
  }

  private record Loaded(RunningBatch batch, List<ResultTable.Progress> progress) {}

  private Loaded read(BatchRow row) {
    return around
        .store()
        .read(
            connection -> {
              List<Chunk> chunks = BatchTable.chunks(connection, row.id());
              BitSet settled = new BitSet();
              int[] perChunk = new int[chunks.size()];
              ResultTable.settled(connection, row.id(), settled, perChunk);
              SegmentLog log =
                  new SegmentLog(
                      around.blobs(),
                      around.blocking(),
                      ResultBlobs.segment(row.id(), around.store().epoch()));
              return new Loaded(
                  new RunningBatch(row, chunks, settled, perChunk, log),
                  ResultTable.progress(connection, row.id()));
            });
  }

  private boolean begin(BatchRow row, Loaded loaded) {
    RunningBatch batch = loaded.batch();
    loaded.progress().forEach(done -> progress.restore(batch.job(), done));
    dispatcher.add(batch);
    long left = row.object().times().expiresAt().value() - around.clock().millis();
    batch.deadline(
        around
            .timer()
            .after(
                Duration.ofMillis(Math.max(0, left)),
                () -> around.serial().execute(() -> expire(batch))));
    return true;
  }

  private void expire(RunningBatch batch) {
    var unused =
        move(
                CommitPoint.BATCH_MOVED,
                connection -> {
                  BatchTable.expiring(connection, batch.id());
                  return true;
                })
            .whenCompleteAsync((done, failure) -> driver.advance(batch.id()), around.serial());
  }

  // ---- the end

  /** Settles the next lines that will not run, a few chunks at a time. */
  private CompletableFuture<Boolean> closeRest(RunningBatch batch, Closing closing) {
    List<Chunk> chunks = batch.pendingChunks(CLOSED_CHUNKS_AT_ONCE);
    // The settled lines as they are now: nothing is leased, so none is added while they are read
    // elsewhere.
    return writer
        .settle(batch, null, () -> closed(batch, chunks, closing))
        .thenApplyAsync(
            lines -> {
              lines.forEach(line -> batch.settle(line.line(), line.chunk()));
              return true;
            },
            around.serial());
  }

  private List<SettledLine> closed(RunningBatch batch, List<Chunk> chunks, Closing closing) {
    LineWriter lineWriter = new LineWriter(batch.id());
    List<SettledLine> lines = new ArrayList<>();
    for (Chunk chunk : chunks) {
      for (RequestLine line : reader.read(batch.inputFile(), chunk)) {
        if (!batch.isSettled(line.line())) {
          lines.add(lineWriter.closed(line, chunk.index(), closing));
        }
      }
    }
    return lines;
  }

  private CompletableFuture<Boolean> finalizing(BatchRow row) {
    return move(
        CommitPoint.BATCH_MOVED,
        connection -> {
          BatchTable.finalizing(connection, row.id(), around.clock().millis());
          return true;
        });
  }

  private CompletableFuture<Boolean> finish(BatchRow row) {
    return move(
        CommitPoint.BATCH_ENDED,
        connection -> {
          BatchTable.finished(connection, row, around.clock().millis());
          return true;
        });
  }

  private CompletableFuture<Boolean> end(BatchRow row) {
    JobId job = new JobId(row.id());
    RunningBatch running = dispatcher.find(job);
    if (running != null) {
      forget(running);
    }
    if (row.isEnded()) {
      return sweepInput(row);
    }
    return (running == null ? catchUp(job) : BatchDriver.WAIT)
        .thenCompose(caughtUp -> tellCore(job))
        .thenCompose(told -> sweepInput(row));
  }

  /**
   * An earlier process ended the batch, and may have died before the core heard how far it had
   * come.
   */
  private CompletableFuture<Boolean> catchUp(JobId job) {
    return CompletableFuture.supplyAsync(
            () -> around.store().read(connection -> ResultTable.progress(connection, job.value())),
            around.blocking())
        .thenApplyAsync(
            stored -> {
              stored.forEach(done -> progress.restore(job, done));
              progress.finish(job);
              return true;
            },
            around.serial());
  }

  private CompletableFuture<Boolean> tellCore(JobId job) {
    return around
        .intake()
        .submit(new JobEnded(job))
        .thenCompose(
            number ->
                move(
                    CommitPoint.BATCH_MOVED,
                    connection -> {
                      BatchTable.ended(connection, job.value());
                      return true;
                    }));
  }

  private void forget(RunningBatch batch) {
    progress.finish(batch.job());
    core.forget(batch.job());
    dispatcher.remove(batch);
    batch.end();
  }

  private CompletableFuture<Boolean> sweepInput(BatchRow row) {
    return CompletableFuture.supplyAsync(
        () -> {
          sweeper.sweepUpload(row.object().inputFileId());
          return false;
        },
        around.blocking());
  }

  private <T> CompletableFuture<T> move(CommitPoint point, Store.Write<T> write) {
    return around.store().writeReserved(point, write);
  }
}
