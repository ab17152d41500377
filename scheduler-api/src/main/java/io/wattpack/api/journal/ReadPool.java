package io.wattpack.api.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/**
 * Read-only connections, opened when first needed; each read sees one unchanging state of the
 * database.
 */
final class ReadPool implements AutoCloseable {
  private final SqliteFile file;
  private final Semaphore permits;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  ReadPool(SqliteFile file, int size) {
    this.file = file;
    this.permits = new Semaphore(size, true);
  }

  <T> T read(Store.Read<T> read) throws SQLException {
    permits.acquireUninterruptibly();
    try {
      return readOn(take(), read);
    } finally {
      permits.release();
    }
  }

  private <T> T readOn(Connection connection, Store.Read<T> read) throws SQLException {
    boolean reusable = false;
    try {
      execute(connection, "BEGIN");
      T result;
      try {
        result = read.run(connection);
      } finally {
        execute(connection, "ROLLBACK");
        reusable = true;
      }
      return result;
    } finally {
      giveBack(connection, reusable);
    }
  }

  private Connection take() throws SQLException {
    synchronized (idle) {
      if (closed) {
        throw new IllegalStateException("The store is closed.");
      }
      Connection connection = idle.poll();
      return connection != null ? connection : file.openReader();
    }
  }

  private void giveBack(Connection connection, boolean reusable) throws SQLException {
    synchronized (idle) {
      if (reusable && !closed) {
        idle.push(connection);
        return;
      }
    }
    connection.close();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    synchronized (idle) {
      closed = true;
      for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
        connection.close();
      }
    }
  }
}
