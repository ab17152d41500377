package io.wattpack.api.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The one connection that writes: turns a group of writes into durable transactions and gives each
 * write its outcome.
 *
 * <p>Normally a group is one transaction with a savepoint for each write. When storage is full
 * SQLite gives up the transaction as a whole; then each write of the group gets a transaction of
 * its own, so that only those without room fail.
 */
final class WriterConnection implements AutoCloseable {
  private static final String BUMP =
      "INSERT INTO store_epoch (only, epoch) VALUES (1, 1) "
          + "ON CONFLICT (only) DO UPDATE SET epoch = epoch + 1 RETURNING epoch";

  private final Connection connection;
  private final StoreOptions options;
  private final DiskReserve reserve;
  private final CommitWatcher watcher;
  private final long epoch;
  private long pagesMax;

  WriterConnection(
      Connection connection, StoreOptions options, DiskReserve reserve, CommitWatcher watcher)
      throws SQLException {
    this.connection = connection;
    this.options = options;
    this.reserve = reserve;
    this.watcher = watcher;
    this.epoch = takeEpoch(connection);
  }

  private static long takeEpoch(Connection connection) throws SQLException {
    try (PreparedStatement bump = connection.prepareStatement(BUMP);
        ResultSet row = bump.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  long epoch() {
    return epoch;
  }

  /**
   * Writes the group and leaves every write with its outcome.
   *
   * @throws FencedException when another process has taken over: nothing of the group was written
   * @throws StoreFailedException when the disk failed: the store must not be used any more
   */
  void write(List<QueuedWrite<?>> group) {
    if (!reserve.isHeld()) {
      reserve.take();
    }
    try {
      transact(group);
    } catch (TransactionLostException e) {
      group.forEach(this::writeAlone);
    }
  }

  private void writeAlone(QueuedWrite<?> write) {
    try {
      transact(List.of(write));
    } catch (TransactionLostException e) {
      if (write.isReserved() && reserve.isHeld() && SqliteFile.isFull(e)) {
        reserve.free();
        writeOnReserve(write);
      } else {
        write.fail(failure(e));
      }
    }
  }

  private void writeOnReserve(QueuedWrite<?> write) {
    try {
      transact(List.of(write));
    } catch (TransactionLostException e) {
      write.fail(failure(e));
    }
  }

  private void transact(List<QueuedWrite<?>> group) throws TransactionLostException {
    boolean ended = false;
    try {
      execute("BEGIN IMMEDIATE");
      checkEpoch();
      for (QueuedWrite<?> write : group) {
        runInSavepoint(write);
      }
      List<CommitPoint> points = group.stream().<CommitPoint>map(QueuedWrite::point).toList();
      watcher.committing(points);
      execute("COMMIT");
      ended = true;
      watcher.committed(points);
    } catch (SQLException e) {
      throw lostOrFailed(e);
    } finally {
      if (!ended) {
        rollBack();
      }
    }
  }

  private void checkEpoch() throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("SELECT epoch FROM store_epoch");
        ResultSet row = select.executeQuery()) {
      long now = row.next() ? row.getLong(1) : 0;
      if (now != epoch) {
        throw new FencedException(
            ("This process writes under epoch %d, but epoch %d has taken over.%n"
                    + "Maybe a second one was started on the same data: stop one of them.")
                .formatted(epoch, now));
      }
    }
  }

  private void runInSavepoint(QueuedWrite<?> write) throws SQLException, TransactionLostException {
    if (!write.isReserved() && !reserve.isHeld()) {
      write.fail(diskFull());
      return;
    }
    limitPages(write.isReserved() ? options.maxPages() : options.ordinaryPages());
    execute("SAVEPOINT one_write");
    try {
      write.run(connection);
    } catch (SQLException | RuntimeException e) {
      undo(write, e);
    }
    releaseOrLost();
  }

  private void undo(QueuedWrite<?> write, Exception failure) throws TransactionLostException {
    try {
      execute("ROLLBACK TO one_write");
    } catch (SQLException e) {
      failure.addSuppressed(e);
      throw new TransactionLostException(failure);
    }
    if (write.isReserved() && SqliteFile.isFull(failure)) {
      throw new TransactionLostException(failure);
    }
    write.fail(failure(failure));
  }

  private void releaseOrLost() throws TransactionLostException {
    try {
      execute("RELEASE one_write");
    } catch (SQLException e) {
      throw new TransactionLostException(e);
    }
  }

  // SQLite checks the limit when a page is added, so it may change from write to write.
  private void limitPages(long pages) throws SQLException {
    if (pages != pagesMax) {
      execute("PRAGMA max_page_count=" + pages);
      pagesMax = pages;
    }
  }

  private RuntimeException lostOrFailed(SQLException e) throws TransactionLostException {
    if (SqliteFile.isFull(e)) {
      throw new TransactionLostException(e);
    }
    return new StoreFailedException(
        "A transaction could not be made durable: %s.%nMaybe the disk is failing; a restart reads what is really there."
            .formatted(e.getMessage()),
        e);
  }

  private void rollBack() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // SQLite has already rolled back by itself: there is nothing left to undo.
    }
  }

  // Always a new statement: the driver gives up a prepared one for good when it fails once, as a
  // commit does on a full disk.
  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Throwable failure(Throwable cause) {
    if (SqliteFile.isFull(cause)) {
      return storageFull(cause);
    }
    return cause instanceof TransactionLostException lost ? lost.getCause() : cause;
  }

  private StorageFullException storageFull(Throwable cause) {
    return new StorageFullException(
        "Storage is full: its limit is %d pages of %d bytes, %d of them for plans and results.%nMaybe delete old files, raise maxPages, or free the disk."
            .formatted(options.maxPages(), StoreOptions.PAGE_BYTES, options.reservePages()),
        cause);
  }

  private StorageFullException diskFull() {
    return new StorageFullException(
        "Storage is full: the disk has no room for the reserve of %d bytes.%nMaybe free the disk, or move the data directory to a larger one."
            .formatted(options.reserveBytes()),
        null);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
