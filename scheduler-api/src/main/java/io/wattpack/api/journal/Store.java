package io.wattpack.api.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * The one owner of all durable writes. Writes are collected and committed together (group commit);
 * a write's future completes only when its transaction is on disk. Each transaction first checks
 * that this process still holds the epoch.
 */
public interface Store extends AutoCloseable {
  /**
   * Runs {@code write} inside the next transaction. One failing write never takes others with it.
   *
   * <p>The future fails with {@link StorageFullException} when storage is full (nothing was
   * written), with {@link FencedException} when another process has taken over, and with the
   * write's own exception otherwise.
   */
  <T> CompletableFuture<T> write(CommitPoint point, Write<T> write);

  /**
   * As {@link #write}, but may use the reserve when storage is full: plans, results and their
   * ledger only.
   */
  <T> CompletableFuture<T> writeReserved(CommitPoint point, Write<T> write);

  /**
   * Runs {@code read} on a read-only connection, on the calling thread (never an event loop); sees
   * committed data.
   */
  <T> T read(Read<T> read);

  /** The epoch this process writes under; rises with every start. */
  long epoch();

  @Override
  void close();

  /** A piece of a write transaction. */
  @FunctionalInterface
  interface Write<T> {
    T run(Connection connection) throws SQLException;
  }

  /** A read. */
  @FunctionalInterface
  interface Read<T> {
    T run(Connection connection) throws SQLException;
  }
}
