package io.wattpack.api.batch;

import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Millijoules;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of batches and chunks. Every move names the states it may start from: a move that comes
 * late changes nothing.
 */
final class BatchTable {
  private static final String SELECT = "SELECT * FROM batches";

  private BatchTable() {}

  static void insert(
      Connection connection,
      String id,
      TenantId tenant,
      BatchRequest request,
      ServiceTier tier,
      EpochMillis now,
      EpochMillis expiresAt)
      throws SQLException {
    Sql.change(
        connection,
        """
        INSERT INTO batches (number, id, tenant, state, endpoint, input_file, completion_window,
          metadata, tier, output_life_seconds, created_at, expires_at, requests, tokens, chunks,
          lines_ok, lines_failed, tokens_used, millijoules, output_bytes, error_bytes,
          is_validated, is_submitted, is_ended)
        VALUES ((SELECT COALESCE(MAX(number), 0) + 1 FROM batches), ?, ?, 'validating', ?, ?, ?, ?,
          ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        """,
        id,
        tenant.value(),
        request.endpoint(),
        request.inputFileId(),
        request.completionWindow(),
        BatchJson.write(request.metadata()),
        tier.label(),
        request.outputExpiresAfterSeconds(),
        now.value(),
        expiresAt.value());
  }

  static Optional<BatchRow> find(Connection connection, String id) throws SQLException {
    return Sql.first(connection, SELECT + " WHERE id = ?", row -> read(connection, row), id);
  }

  static Optional<BatchRow> find(Connection connection, TenantId tenant, String id)
      throws SQLException {
    return find(connection, id).filter(row -> row.object().tenant().equals(tenant));
  }

  static Optional<Long> number(Connection connection, TenantId tenant, String id)
      throws SQLException {
    return Sql.first(
        connection,
        "SELECT number FROM batches WHERE id = ? AND tenant = ?",
        row -> row.getLong(1),
        id,
        tenant.value());
  }

  static List<BatchRow> list(
      Connection connection, TenantId tenant, ListQuery query, @Nullable Long after)
      throws SQLException {
    List<Object> arguments = new ArrayList<>(List.of(tenant.value()));
    String sql = SELECT + " WHERE tenant = ?";
    if (after != null) {
      sql += query.isNewestFirst() ? " AND number < ?" : " AND number > ?";
      arguments.add(after);
    }
    sql += " ORDER BY number " + (query.isNewestFirst() ? "DESC" : "ASC") + " LIMIT ?";
    arguments.add(query.limit() + 1);
    return Sql.list(connection, sql, row -> read(connection, row), arguments.toArray());
  }

  /** Batches with work left, oldest first. */
  static List<String> unfinished(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        "SELECT id FROM batches WHERE is_ended = 0 ORDER BY number",
        row -> row.getString(1));
  }

  /** Stores what validation found, unless the batch was cancelled meanwhile. */
  static boolean validated(Connection connection, String id, Validation.Valid valid)
      throws SQLException {
    boolean isMoved =
        Sql.change(
                connection,
                "UPDATE batches SET is_validated = 1, model = ?, requests = ?, tokens = ?, chunks = ?"
                    + " WHERE id = ? AND state = 'validating' AND is_validated = 0",
                valid.model().value(),
                valid.requests(),
                valid.tokens(),
                valid.chunks().size(),
                id)
            > 0;
    if (isMoved) {
      for (Chunk chunk : valid.chunks()) {
        insertChunk(connection, id, chunk);
      }
    }
    return isMoved;
  }

  private static void insertChunk(Connection connection, String batch, Chunk chunk)
      throws SQLException {
    Sql.change(
        connection,
        "INSERT INTO chunks (batch, chunk, byte_offset, byte_length, line_first, requests, tokens)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        batch,
        chunk.index(),
        chunk.offset(),
        chunk.length(),
        chunk.lineFirst(),
        chunk.requests(),
        chunk.tokens());
  }

  static List<Chunk> chunks(Connection connection, String batch) throws SQLException {
    return Sql.list(
        connection,
        "SELECT chunk, byte_offset, byte_length, line_first, requests, tokens FROM chunks"
            + " WHERE batch = ? ORDER BY chunk",
        row ->
            new Chunk(
                row.getInt(1),
                row.getLong(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getLong(6)),
        batch);
  }

  static void failed(Connection connection, String id, List<BatchError> errors, long now)
      throws SQLException {
    Sql.change(
        connection,
        "UPDATE batches SET state = 'failed', failed_at = ?, errors = ?, is_ended = 1"
            + " WHERE id = ? AND state IN ('validating', 'in_progress')",
        now,
        BatchJson.write(errors),
        id);
  }

  static void submitted(Connection connection, String id, long now) throws SQLException {
    Sql.change(connection, "UPDATE batches SET is_submitted = 1 WHERE id = ?", id);
    Sql.change(
        connection,
        "UPDATE batches SET state = 'in_progress', in_progress_at = ?"
            + " WHERE id = ? AND state = 'validating'",
        now,
        id);
  }

  static void cancelling(Connection connection, String id, long now) throws SQLException {
    Sql.change(
        connection,
        "UPDATE batches SET state = 'cancelling', cancelling_at = ?, closing = 'cancelled'"
            + " WHERE id = ? AND state IN ('validating', 'in_progress') AND closing IS NULL",
        now,
        id);
  }

  static void expiring(Connection connection, String id) throws SQLException {
    Sql.change(
        connection,
        "UPDATE batches SET closing = 'expired'"
            + " WHERE id = ? AND state = 'in_progress' AND closing IS NULL",
        id);
  }

  static void finalizing(Connection connection, String id, long now) throws SQLException {
    Sql.change(
        connection,
        "UPDATE batches SET state = 'finalizing', finalizing_at = ?"
            + " WHERE id = ? AND state = 'in_progress' AND closing IS NULL",
        now,
        id);
  }

  /**
   * The last move of a batch whose lines are all settled. The core must hear of the end of every
   * one that was validated: it may know the job even if that was never noted.
   */
  static void finished(Connection connection, BatchRow batch, long now) throws SQLException {
    BatchState last = lastState(batch);
    if (!batch.state().canBecome(last)) {
      throw new IllegalStateException(
          "The batch (%s) cannot go from %s to %s.".formatted(batch.id(), batch.state(), last));
    }
    Sql.change(
        connection,
        "UPDATE batches SET state = ?, %s_at = ?, is_ended = ? WHERE id = ? AND state = ?"
            .formatted(last.label()),
        last.label(),
        now,
        batch.isValidated() ? 0 : 1,
        batch.id(),
        batch.state().label());
    if (batch.outputLifeSeconds() != null) {
      long expiresAt =
          batch.object().times().createdAt().value() + 1_000 * batch.outputLifeSeconds();
      FileTable.expireResults(connection, batch.id(), Math.max(now, expiresAt));
    }
  }

  private static BatchState lastState(BatchRow batch) {
    return switch (batch.closing()) {
      case null -> BatchState.COMPLETED;
      case CANCELLED -> BatchState.CANCELLED;
      case EXPIRED -> BatchState.EXPIRED;
    };
  }

  static void ended(Connection connection, String id) throws SQLException {
    Sql.change(connection, "UPDATE batches SET is_ended = 1 WHERE id = ?", id);
  }

  private static BatchRow read(Connection connection, ResultSet row) throws SQLException {
    String closing = row.getString("closing");
    return new BatchRow(
        object(connection, row),
        closing == null ? null : Closing.parse(closing),
        row.getLong("requests"),
        row.getLong("tokens"),
        row.getLong("chunks"),
        row.getInt("is_validated") == 1,
        row.getInt("is_submitted") == 1,
        row.getInt("is_ended") == 1,
        Sql.nullableLong(row, "output_life_seconds"));
  }

  private static BatchObject object(Connection connection, ResultSet row) throws SQLException {
    String id = row.getString("id");
    return new BatchObject(
        id,
        new TenantId(row.getString("tenant")),
        BatchState.parse(row.getString("state")),
        row.getString("endpoint"),
        row.getString("input_file"),
        row.getString("completion_window"),
        BatchJson.metadata(row.getString("metadata")),
        ServiceTier.valueOf(row.getString("tier").toUpperCase(Locale.ROOT)),
        row.getString("model"),
        BatchJson.errors(row.getString("errors")),
        row.getString("output_file"),
        row.getString("error_file"),
        times(row),
        new BatchObject.Counts(
            row.getLong("requests"), row.getLong("lines_ok"), row.getLong("lines_failed")),
        row.getLong("tokens_used"),
        new Millijoules(row.getLong("millijoules")),
        ResultTable.placements(connection, id));
  }

  private static BatchObject.Times times(ResultSet row) throws SQLException {
    return new BatchObject.Times(
        new EpochMillis(row.getLong("created_at")),
        new EpochMillis(row.getLong("expires_at")),
        moment(row, "in_progress_at"),
        moment(row, "finalizing_at"),
        moment(row, "completed_at"),
        moment(row, "failed_at"),
        moment(row, "expired_at"),
        moment(row, "cancelling_at"),
        moment(row, "cancelled_at"));
  }

  private static @Nullable EpochMillis moment(ResultSet row, String column) throws SQLException {
    Long millis = Sql.nullableLong(row, column);
    return millis == null ? null : new EpochMillis(millis);
  }
}
