package io.wattpack.api.simulation;

import io.wattpack.api.journal.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts results, ledger and progress row by row and compares them with what the batches say of
 * themselves. Each query gives the rows that must not be.
 */
final class ResultAudit {
  private static final List<String> NEVER =
      List.of(
          // A good line without its one ledger entry, or with other tokens on it.
          """
          SELECT 'result without ledger', r.batch, r.line FROM results r
            LEFT JOIN ledger l ON l.batch = r.batch AND l.line = r.line
            WHERE r.is_ok = 1 AND (l.batch IS NULL OR l.tokens <> r.tokens)
          """,
          """
          SELECT 'ledger without good result', l.batch, l.line FROM ledger l
            LEFT JOIN results r ON r.batch = l.batch AND r.line = l.line
            WHERE r.batch IS NULL OR r.is_ok <> 1
          """,
          """
          SELECT 'ledger of another tenant', l.batch, l.tenant FROM ledger l
            JOIN batches b ON b.id = l.batch WHERE b.tenant <> l.tenant
          """,
          """
          SELECT 'counts', b.id, b.lines_ok || '+' || b.lines_failed || ' of ' || b.requests
            FROM batches b LEFT JOIN (
              SELECT batch, SUM(is_ok) AS ok, SUM(1 - is_ok) AS bad, SUM(tokens) AS tokens,
                SUM(CASE WHEN is_ok = 1 THEN byte_length ELSE 0 END) AS output_bytes,
                SUM(CASE WHEN is_ok = 0 THEN byte_length ELSE 0 END) AS error_bytes
              FROM results GROUP BY batch) r ON r.batch = b.id
            WHERE b.lines_ok <> COALESCE(r.ok, 0) OR b.lines_failed <> COALESCE(r.bad, 0)
              OR b.tokens_used <> COALESCE(r.tokens, 0)
              OR b.output_bytes <> COALESCE(r.output_bytes, 0)
              OR b.error_bytes <> COALESCE(r.error_bytes, 0)
              OR b.lines_ok + b.lines_failed > b.requests
          """,
          """
          SELECT 'energy', b.id, b.millijoules FROM batches b LEFT JOIN (
              SELECT batch, SUM(millijoules) AS millijoules FROM ledger GROUP BY batch) l
            ON l.batch = b.id WHERE b.millijoules <> COALESCE(l.millijoules, 0)
          """,
          """
          SELECT 'progress', p.batch, p.replica FROM progress p LEFT JOIN (
              SELECT batch, replica, COUNT(*) AS lines FROM results GROUP BY batch, replica) r
            ON r.batch = p.batch AND r.replica = p.replica WHERE p.lines <> COALESCE(r.lines, 0)
          """,
          """
          SELECT 'ended with lines open', id, state FROM batches
            WHERE is_validated = 1 AND state IN ('completed', 'expired', 'finalizing')
              AND lines_ok + lines_failed <> requests
          """,
          """
          SELECT 'order carried out twice', tenant, metadata FROM batches
            GROUP BY tenant, metadata HAVING COUNT(*) > 1
          """);

  private ResultAudit() {}

  static void check(Store store) {
    List<String> found = store.read(ResultAudit::find);
    if (!found.isEmpty()) {
      throw new BrokenRun("Promise 3: " + String.join("; ", found));
    }
  }

  private static List<String> find(Connection connection) throws SQLException {
    List<String> found = new ArrayList<>();
    for (String sql : NEVER) {
      try (PreparedStatement statement = connection.prepareStatement(sql);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add("%s: %s %s".formatted(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
      }
    }
    return found;
  }

  /** The one number that a query gives; 0 when it gives none. */
  static long number(Store store, String sql) {
    return store.read(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql);
              ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
          }
        });
  }

  /** Every line of a table in order of its key, for the trace. */
  static List<String> lines(Store store, String sql) {
    return store.read(
        connection -> {
          List<String> lines = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql);
              ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
              StringBuilder line = new StringBuilder();
              for (int column = 1; column <= columns; column++) {
                line.append(rows.getString(column)).append(' ');
              }
              lines.add(line.toString());
            }
          }
          return lines;
        });
  }
}
