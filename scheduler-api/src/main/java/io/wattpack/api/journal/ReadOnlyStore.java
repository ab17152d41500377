package io.wattpack.api.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * The database of a service for one who only reads it, whether the service runs or not: takes
 * neither the directory's lock nor an epoch, and changes nothing.
 */
public final class ReadOnlyStore implements Store {
  private final SqliteFile file;
  private final ReadPool readers;

  private ReadOnlyStore(SqliteFile file) {
    this.file = file;
    this.readers = new ReadPool(file, 1);
  }

  /**
   * Opens the database.
   *
   * @throws IllegalArgumentException when there is none, or it holds no journal
   */
  public static ReadOnlyStore open(Path database) {
    if (!Files.isRegularFile(database)) {
      throw new IllegalArgumentException(
          "There is no database at %s.%nMaybe name another folder: the dataDir of the service's configuration."
              .formatted(database));
    }
    ReadOnlyStore store = new ReadOnlyStore(new SqliteFile(database, StoreOptions.DEFAULT));
    store.requireJournal();
    return store;
  }

  private void requireJournal() {
    try {
      readers.read(
          connection -> {
            try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT max(seq) FROM journal")) {
              return row.next();
            }
          });
    } catch (SQLException e) {
      close();
      throw new IllegalArgumentException(
          "The database %s cannot be read as one of Wattpack: %s.%nMaybe it is another program's, or this user may not read its folder."
              .formatted(file.path(), e.getMessage()),
          e);
    }
  }

  @Override
  public <T> CompletableFuture<T> write(CommitPoint point, Write<T> write) {
    return CompletableFuture.failedFuture(
        new IllegalStateException("The database was opened to be read only."));
  }

  @Override
  public <T> CompletableFuture<T> writeReserved(CommitPoint point, Write<T> write) {
    return write(point, write);
  }

  @Override
  public <T> T read(Read<T> read) {
    try {
      return readers.read(read);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The database %s could not be read: %s.%nMaybe the disk is failing or it is damaged: restore a copy."
              .formatted(file.path(), e.getMessage()),
          e);
    }
  }

  /** None: it writes under no epoch. */
  @Override
  public long epoch() {
    return 0;
  }

  @Override
  public void close() {
    try {
      readers.close();
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The database %s could not be closed: %s".formatted(file.path(), e.getMessage()), e);
    }
  }
}
