package io.wattpack.api.batch;

import io.wattpack.api.journal.CommitPoint;
import io.wattpack.core.units.EpochMillis;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Settles lines: first their bytes become durable in a segment, then one transaction stores their
 * rows, their ledger entries and all counts. A crash between the two leaves bytes that no row
 * points at; the lines run again.
 */
final class ResultWriter {
  private final Surroundings around;
  private final ObjectIds ids;

  ResultWriter(Surroundings around, ObjectIds ids) {
    this.around = around;
    this.ids = ids;
  }

  /**
   * Settles lines of a batch.
   *
   * @param lease under which they were answered; null: they are closed without an answer
   * @param lines made on the executor for blocking work
   * @return fails with {@link LeaseDeadException} if the lease died before the transaction
   */
  CompletableFuture<List<SettledLine>> settle(
      RunningBatch batch, @Nullable Lease lease, Supplier<List<SettledLine>> lines) {
    // Drawn here, in the order of the serial executor, so that the same run draws the same ids.
    String outputFile = ids.file();
    String errorFile = ids.file();
    return CompletableFuture.supplyAsync(lines, around.blocking())
        .thenCompose(
            settled ->
                batch
                    .log()
                    .append(settled.stream().map(SettledLine::json).toList())
                    .thenCompose(
                        offset ->
                            around
                                .store()
                                .writeReserved(
                                    CommitPoint.LINES_SETTLED,
                                    connection ->
                                        new Settlement(
                                                connection,
                                                batch,
                                                lease,
                                                new EpochMillis(around.clock().millis()))
                                            .store(settled, offset, outputFile, errorFile)))
                    .thenApply(stored -> settled));
  }

  /** One transaction. */
  private static final class Settlement {
    private final Connection connection;
    private final RunningBatch batch;
    private final @Nullable Lease lease;
    private final EpochMillis now;
    private long linesOk;
    private long linesFailed;
    private long tokensEstimated;
    private long tokensUsed;
    private long outputBytes;
    private long errorBytes;

    private Settlement(
        Connection connection, RunningBatch batch, @Nullable Lease lease, EpochMillis now) {
      this.connection = connection;
      this.batch = batch;
      this.lease = lease;
      this.now = now;
    }

    private boolean store(List<SettledLine> lines, long offset, String outputFile, String errorFile)
        throws SQLException {
      if (lease != null && lease.isDead()) {
        throw new LeaseDeadException(lease.token());
      }
      long at = offset;
      for (SettledLine line : lines) {
        insert(line, at);
        at += line.length();
      }
      count();
      if (linesOk > 0) {
        showFile("output_file", outputFile, true);
      }
      if (linesFailed > 0) {
        showFile("error_file", errorFile, false);
      }
      return true;
    }

    private void insert(SettledLine line, long offset) throws SQLException {
      ReplicaFacts replica = lease == null ? null : lease.replica();
      String segment = batch.log().segment();
      if (!ResultTable.insert(connection, batch.id(), line, segment, offset, replica)) {
        return;
      }
      tokensEstimated += line.tokensEstimated();
      if (line.isOk()) {
        linesOk++;
        outputBytes += line.length();
        tokensUsed += line.tokensUsed();
        bill(line);
      } else {
        linesFailed++;
        errorBytes += line.length();
      }
    }

    private void bill(SettledLine line) throws SQLException {
      ResultTable.bill(
          connection,
          batch.id(),
          line.line(),
          batch.tenant().value(),
          line.tokensUsed(),
          millijoules(line.tokensUsed()),
          now.value());
    }

    private long millijoules(long tokens) {
      return lease == null ? 0 : Math.multiplyExact(tokens, lease.replica().millijoulesPerToken());
    }

    private void count() throws SQLException {
      Sql.change(
          connection,
          """
          UPDATE batches SET lines_ok = lines_ok + ?, lines_failed = lines_failed + ?,
            tokens_used = tokens_used + ?, millijoules = millijoules + ?,
            output_bytes = output_bytes + ?, error_bytes = error_bytes + ? WHERE id = ?
          """,
          linesOk,
          linesFailed,
          tokensUsed,
          millijoules(tokensUsed),
          outputBytes,
          errorBytes,
          batch.id());
      if (lease != null) {
        ResultTable.addProgress(
            connection,
            batch.id(),
            lease.replica(),
            linesOk + linesFailed,
            tokensEstimated,
            millijoules(tokensUsed));
      }
    }

    /** The file appears with its first line, and can be read from then on. */
    private void showFile(String column, String id, boolean isOutput) throws SQLException {
      int isFirst =
          Sql.change(
              connection,
              "UPDATE batches SET %s = ? WHERE id = ? AND %s IS NULL".formatted(column, column),
              id,
              batch.id());
      if (isFirst > 0) {
        String name = batch.id() + (isOutput ? "_output.jsonl" : "_error.jsonl");
        FileTable.insert(
            connection,
            new FileObject(
                id,
                batch.tenant(),
                0,
                now,
                name,
                FileObject.PURPOSE_OUTPUT,
                null,
                batch.id(),
                isOutput));
      }
    }
  }
}
