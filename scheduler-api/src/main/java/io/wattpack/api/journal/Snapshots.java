package io.wattpack.api.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The newest snapshots of the engine, which spare recovery the entries before them. The journal
 * stays the truth: a snapshot that is damaged or missing costs time, never state.
 */
public final class Snapshots {
  /** A snapshot that turns out to be damaged must leave another one to begin from. */
  public static final int KEPT = 2;

  private static final String INSERT =
      "INSERT INTO snapshot (sequence, format, digest, body, checksum) VALUES (?, ?, ?, ?, ?) "
          + "ON CONFLICT (sequence) DO UPDATE SET format = excluded.format, "
          + "digest = excluded.digest, body = excluded.body, checksum = excluded.checksum";
  private static final String FORGET =
      "DELETE FROM snapshot WHERE sequence NOT IN "
          + "(SELECT sequence FROM snapshot ORDER BY sequence DESC LIMIT ?)";
  private static final String SEQUENCES = "SELECT sequence FROM snapshot ORDER BY sequence DESC";
  private static final String SELECT =
      "SELECT sequence, format, digest, body, checksum FROM snapshot WHERE sequence = ?";

  private final Store store;

  public Snapshots(Store store) {
    this.store = store;
  }

  /**
   * Keeps it and forgets all but the newest; completes when that is on disk. Never uses the
   * reserve: on a full disk there is none.
   */
  public CompletableFuture<Void> keep(Snapshot snapshot) {
    return store
        .write(
            CommitPoint.SNAPSHOT,
            connection -> {
              insert(connection, snapshot);
              forget(connection);
              return snapshot;
            })
        .thenAccept(kept -> {});
  }

  /** Numbers of the last entries they reflect, newest first; on the calling thread. */
  public List<Long> sequences() {
    return store.read(
        connection -> {
          List<Long> found = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(SEQUENCES);
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              found.add(rows.getLong(1));
            }
          }
          return found;
        });
  }

  /**
   * The snapshot of that number, as it was kept; on the calling thread.
   *
   * @throws IllegalArgumentException when there is none, or it is not what was written, or another
   *     version wrote it
   */
  public Snapshot read(long sequence) {
    Snapshot found =
        store
            .read(connection -> Optional.ofNullable(select(connection, sequence)))
            .orElseThrow(
                () -> new IllegalArgumentException("its checksum does not match its content"));
    if (found.format() != Snapshot.FORMAT) {
      throw new IllegalArgumentException(
          "it has format %d, this version reads %d".formatted(found.format(), Snapshot.FORMAT));
    }
    return found;
  }

  private static void insert(Connection connection, Snapshot snapshot) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setLong(1, snapshot.sequence());
      insert.setInt(2, snapshot.format());
      insert.setLong(3, snapshot.digest());
      insert.setBytes(4, snapshot.body());
      insert.setLong(5, snapshot.checksum());
      insert.executeUpdate();
    }
  }

  private static void forget(Connection connection) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
      delete.setInt(1, KEPT);
      delete.executeUpdate();
    }
  }

  /** Null when there is none, or it is damaged. */
  private static @Nullable Snapshot select(Connection connection, long sequence)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setLong(1, sequence);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next() || row.getBytes(4) == null) {
          return null;
        }
        Snapshot found =
            new Snapshot(row.getLong(1), row.getInt(2), row.getLong(3), row.getBytes(4));
        return found.checksum() == row.getLong(5) ? found : null;
      }
    } catch (SQLException e) {
      if (SqliteFile.isDamaged(e)) {
        return null;
      }
      throw e;
    }
  }
}
