package io.wattpack.api.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Opens connections to one database file the one right way, and reads SQLite's error codes. */
final class SqliteFile {
  private static final int PRIMARY_CODE = 0xff;

  private final Path file;
  private final StoreOptions options;

  SqliteFile(Path file, StoreOptions options) {
    this.file = file;
    this.options = options;
  }

  Path path() {
    return file;
  }

  /** The writer: what it commits is on disk before the commit returns. */
  Connection openWriter() throws SQLException {
    SQLiteConfig config = config();
    config.setPageSize(StoreOptions.PAGE_BYTES);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      requireWal(statement);
      statement.execute("PRAGMA synchronous=FULL");
      // Where a plain fsync leaves data in the drive's cache (macOS), ask for the one that does
      // not.
      statement.execute("PRAGMA fullfsync=ON");
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  Connection openReader() throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  private SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(options.busyTimeoutMillis());
    return config;
  }

  private void requireWal(Statement statement) throws SQLException {
    try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode=WAL")) {
      if (!mode.next() || !"wal".equals(mode.getString(1))) {
        throw new SQLException(
            "The database (%s) cannot be opened with a write-ahead log.%nMaybe its file system has no shared memory: use a local disk."
                .formatted(file));
      }
    }
  }

  /** Whether the file itself is damaged. */
  static boolean isDamaged(SQLException failure) {
    return has(failure, SQLiteErrorCode.SQLITE_CORRUPT)
        || has(failure, SQLiteErrorCode.SQLITE_NOTADB);
  }

  /** Whether the database or its disk had no room, anywhere in the chain of causes. */
  static boolean isFull(@Nullable Throwable failure) {
    return has(failure, SQLiteErrorCode.SQLITE_FULL);
  }

  private static boolean has(@Nullable Throwable failure, SQLiteErrorCode code) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite
          && (sqlite.getResultCode().code & PRIMARY_CODE) == code.code) {
        return true;
      }
    }
    return false;
  }
}
