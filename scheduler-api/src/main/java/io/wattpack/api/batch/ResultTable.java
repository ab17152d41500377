package io.wattpack.api.batch;

import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.units.Millijoules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of results, of the ledger, and of progress. The key (batch, line) lets every line in
 * once.
 */
final class ResultTable {
  private ResultTable() {}

  /** What one replica has done for one batch so far. */
  record Progress(ReplicaId replica, long lines, long tokens, Millijoules energy) {}

  /** Stores one line; false: the line was settled before, nothing changed. */
  static boolean insert(
      Connection connection,
      String batch,
      SettledLine line,
      String segment,
      long offset,
      @Nullable ReplicaFacts replica)
      throws SQLException {
    return Sql.change(
            connection,
            """
            INSERT INTO results (batch, line, chunk, segment, byte_offset, byte_length, is_ok,
              tokens, replica, site, gpu_container, node)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (batch, line) DO NOTHING
            """,
            batch,
            line.line(),
            line.chunk(),
            segment,
            offset,
            line.length(),
            line.isOk() ? 1 : 0,
            line.tokensUsed(),
            replica == null ? null : replica.id().value(),
            replica == null ? null : replica.site().value(),
            replica == null ? null : replica.gpuContainer(),
            replica == null ? null : replica.node())
        > 0;
  }

  static void bill(
      Connection connection,
      String batch,
      int line,
      String tenant,
      long tokens,
      long millijoules,
      long now)
      throws SQLException {
    Sql.change(
        connection,
        "INSERT INTO ledger (batch, line, tenant, tokens, millijoules, at) VALUES (?, ?, ?, ?, ?, ?)",
        batch,
        line,
        tenant,
        tokens,
        millijoules,
        now);
  }

  /** Adds to what the replica has done for the batch. */
  static void addProgress(
      Connection connection,
      String batch,
      ReplicaFacts replica,
      long lines,
      long tokens,
      long millijoules)
      throws SQLException {
    Sql.change(
        connection,
        """
        INSERT INTO progress (batch, replica, site, gpu_container, node, lines, tokens, millijoules)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (batch, replica) DO UPDATE SET
          lines = progress.lines + excluded.lines, tokens = progress.tokens + excluded.tokens,
          millijoules = progress.millijoules + excluded.millijoules
        """,
        batch,
        replica.id().value(),
        replica.site().value(),
        replica.gpuContainer(),
        replica.node(),
        lines,
        tokens,
        millijoules);
  }

  static List<Progress> progress(Connection connection, String batch) throws SQLException {
    return Sql.list(
        connection,
        "SELECT replica, lines, tokens, millijoules FROM progress WHERE batch = ? ORDER BY replica",
        row ->
            new Progress(
                new ReplicaId(row.getLong(1)),
                row.getLong(2),
                row.getLong(3),
                new Millijoules(row.getLong(4))),
        batch);
  }

  static List<BatchObject.Placement> placements(Connection connection, String batch)
      throws SQLException {
    return Sql.list(
        connection,
        "SELECT site, gpu_container, node, SUM(lines) FROM progress WHERE batch = ?"
            + " GROUP BY site, gpu_container, node ORDER BY MIN(replica)",
        row ->
            new BatchObject.Placement(
                row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
        batch);
  }

  /** Where the good or bad lines stand, in order of the input. */
  static ResultSlices slices(Connection connection, String batch, boolean isOk)
      throws SQLException {
    ResultSlices slices = new ResultSlices();
    forEach(
        connection,
        "SELECT segment, byte_offset, byte_length FROM results"
            + " WHERE batch = ? AND is_ok = ? ORDER BY line",
        row -> slices.add(row.getString(1), row.getLong(2), row.getInt(3)),
        batch,
        isOk ? 1 : 0);
    return slices;
  }

  /** Marks the settled lines, and counts them per chunk. */
  static void settled(Connection connection, String batch, BitSet lines, int[] perChunk)
      throws SQLException {
    forEach(
        connection,
        "SELECT line, chunk FROM results WHERE batch = ?",
        row -> {
          lines.set(row.getInt(1));
          perChunk[row.getInt(2)]++;
        },
        batch);
  }

  @FunctionalInterface
  private interface RowUse {
    void accept(ResultSet row) throws SQLException;
  }

  /** Without a list between: a batch has up to 50,000 lines. */
  private static void forEach(Connection connection, String sql, RowUse use, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          use.accept(rows);
        }
      }
    }
  }
}
