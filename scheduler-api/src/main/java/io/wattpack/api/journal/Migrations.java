package io.wattpack.api.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/** Brings a database to the tables that this version of the program needs. */
final class Migrations {
  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS schema_version ("
          + "position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, checksum BIGINT NOT NULL)";

  private final Connection connection;

  Migrations(Connection connection) {
    this.connection = connection;
  }

  /** Runs those that have not run yet, each in its own transaction. */
  void apply(List<Migration> migrations) throws SQLException {
    checkNames(migrations);
    execute(TABLE);
    Map<String, Long> applied = applied();
    checkKnown(applied, migrations);
    for (Migration migration : migrations) {
      if (!applied.containsKey(migration.name())) {
        run(migration);
      }
    }
  }

  private static void checkNames(List<Migration> migrations) {
    if (migrations.stream().map(Migration::name).distinct().count() != migrations.size()) {
      throw new IllegalArgumentException(
          "Two migrations have the same name: %s."
              .formatted(
                  migrations.stream().map(Migration::name).collect(Collectors.joining(", "))));
    }
  }

  private Map<String, Long> applied() throws SQLException {
    Map<String, Long> applied = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT name, checksum FROM schema_version ORDER BY position")) {
      while (rows.next()) {
        applied.put(rows.getString(1), rows.getLong(2));
      }
    }
    return applied;
  }

  private static void checkKnown(Map<String, Long> applied, List<Migration> migrations) {
    Map<String, Long> known = new LinkedHashMap<>();
    migrations.forEach(migration -> known.put(migration.name(), checksum(migration)));
    applied.forEach(
        (name, checksum) -> {
          if (!checksum.equals(known.get(name))) {
            throw new IllegalStateException(
                ("The database has the migration %s, which this version %s.%n"
                        + "Maybe the data was written by a newer version: start that one.")
                    .formatted(name, known.containsKey(name) ? "has otherwise" : "does not know"));
          }
        });
  }

  private void run(Migration migration) throws SQLException {
    execute("BEGIN IMMEDIATE");
    try {
      for (String sql : migration.statements()) {
        execute(sql);
      }
      record(migration);
      execute("COMMIT");
    } catch (SQLException e) {
      execute("ROLLBACK");
      throw new SQLException(
          "The migration %s failed: %s".formatted(migration.name(), e.getMessage()),
          e.getSQLState(),
          e.getErrorCode(),
          e);
    }
  }

  private void record(Migration migration) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO schema_version (name, checksum) VALUES (?, ?)")) {
      insert.setString(1, migration.name());
      insert.setLong(2, checksum(migration));
      insert.executeUpdate();
    }
  }

  private static long checksum(Migration migration) {
    CRC32C crc = new CRC32C();
    migration.statements().forEach(sql -> crc.update((sql + ";").getBytes(UTF_8)));
    return crc.getValue();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
