package io.wattpack.api.batch;

import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of files. A file past its expiry counts as deleted even before the sweep has come by.
 */
final class FileTable {
  /**
   * The bytes of results stand with their batch, where they grow in the transaction of each result.
   */
  private static final String SELECT =
      """
      SELECT f.id, f.tenant, f.created_at, f.filename, f.purpose, f.expires_at, f.batch, f.is_output,
        CASE WHEN f.batch IS NULL THEN f.bytes WHEN f.is_output = 1 THEN b.output_bytes
          ELSE b.error_bytes END AS size
      FROM files f LEFT JOIN batches b ON b.id = f.batch
      """;

  private static final String LIVE =
      " f.deleted_at IS NULL AND (f.expires_at IS NULL OR f.expires_at > ?)";

  private FileTable() {}

  static void insert(Connection connection, FileObject file) throws SQLException {
    Sql.change(
        connection,
        """
        INSERT INTO files (number, id, tenant, filename, purpose, bytes, created_at, expires_at,
          batch, is_output)
        VALUES ((SELECT COALESCE(MAX(number), 0) + 1 FROM files), ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        file.id(),
        file.tenant().value(),
        file.filename(),
        file.purpose(),
        file.bytes(),
        file.createdAt().value(),
        millis(file.expiresAt()),
        file.batch(),
        file.isOutput() ? 1 : 0);
  }

  static Optional<FileObject> find(Connection connection, TenantId tenant, String id, long now)
      throws SQLException {
    return Sql.first(
        connection,
        SELECT + " WHERE f.id = ? AND f.tenant = ? AND" + LIVE,
        FileTable::read,
        id,
        tenant.value(),
        now);
  }

  /** The number of a file of the tenant, deleted or not: cursors outlive their objects. */
  static Optional<Long> number(Connection connection, TenantId tenant, String id)
      throws SQLException {
    return Sql.first(
        connection,
        "SELECT number FROM files WHERE id = ? AND tenant = ?",
        row -> row.getLong(1),
        id,
        tenant.value());
  }

  static List<FileObject> list(
      Connection connection,
      TenantId tenant,
      ListQuery query,
      @Nullable Long after,
      @Nullable String purpose,
      long now)
      throws SQLException {
    List<@Nullable Object> arguments = new ArrayList<>(List.of(tenant.value(), now));
    String sql = SELECT + " WHERE f.tenant = ? AND" + LIVE;
    if (purpose != null) {
      sql += " AND f.purpose = ?";
      arguments.add(purpose);
    }
    if (after != null) {
      sql += query.isNewestFirst() ? " AND f.number < ?" : " AND f.number > ?";
      arguments.add(after);
    }
    sql += " ORDER BY f.number " + (query.isNewestFirst() ? "DESC" : "ASC") + " LIMIT ?";
    arguments.add(query.limit() + 1);
    return Sql.list(connection, sql, FileTable::read, arguments.toArray());
  }

  static boolean markDeleted(Connection connection, TenantId tenant, String id, long now)
      throws SQLException {
    return Sql.change(
            connection,
            "UPDATE files SET deleted_at = ? WHERE id = ? AND tenant = ? AND deleted_at IS NULL"
                + " AND (expires_at IS NULL OR expires_at > ?)",
            now,
            id,
            tenant.value(),
            now)
        > 0;
  }

  static void markExpired(Connection connection, long now) throws SQLException {
    Sql.change(
        connection,
        "UPDATE files SET deleted_at = ? WHERE deleted_at IS NULL AND expires_at <= ?",
        now,
        now);
  }

  /** Uploads deleted or expired at or after a moment. */
  static List<String> deletedUploads(Connection connection, long since) throws SQLException {
    return Sql.list(
        connection,
        "SELECT id FROM files WHERE batch IS NULL AND deleted_at >= ?",
        row -> row.getString(1),
        since);
  }

  /** Batches of which a file was deleted or expired at or after a moment. */
  static List<String> deletedResults(Connection connection, long since) throws SQLException {
    return Sql.list(
        connection,
        "SELECT DISTINCT batch FROM files WHERE batch IS NOT NULL AND deleted_at >= ?",
        row -> row.getString(1),
        since);
  }

  static void expireResults(Connection connection, String batch, long expiresAt)
      throws SQLException {
    Sql.change(connection, "UPDATE files SET expires_at = ? WHERE batch = ?", expiresAt, batch);
  }

  /**
   * Whether the bytes of an upload may still be asked for: by its tenant, or by a batch that reads
   * it.
   */
  static boolean isUploadInUse(Connection connection, String id) throws SQLException {
    return exists(
        connection,
        "SELECT 1 FROM files WHERE id = ? AND deleted_at IS NULL"
            + " UNION ALL SELECT 1 FROM batches WHERE input_file = ?"
            + " AND state NOT IN ('completed', 'failed', 'expired', 'cancelled')",
        id,
        id);
  }

  /** Whether the results of a batch may still be asked for. */
  static boolean areResultsInUse(Connection connection, String batch) throws SQLException {
    return exists(
        connection,
        "SELECT 1 FROM files WHERE batch = ? AND deleted_at IS NULL"
            + " UNION ALL SELECT 1 FROM batches WHERE id = ?"
            + " AND state NOT IN ('completed', 'failed', 'expired', 'cancelled')",
        batch,
        batch);
  }

  private static boolean exists(Connection connection, String sql, String first, String second)
      throws SQLException {
    return Sql.first(connection, sql, row -> true, first, second).isPresent();
  }

  private static FileObject read(ResultSet row) throws SQLException {
    Long expiresAt = Sql.nullableLong(row, "expires_at");
    return new FileObject(
        row.getString("id"),
        new TenantId(row.getString("tenant")),
        row.getLong("size"),
        new EpochMillis(row.getLong("created_at")),
        row.getString("filename"),
        row.getString("purpose"),
        expiresAt == null ? null : new EpochMillis(expiresAt),
        row.getString("batch"),
        row.getInt("is_output") == 1);
  }

  private static @Nullable Long millis(@Nullable EpochMillis at) {
    return at == null ? null : at.value();
  }
}
