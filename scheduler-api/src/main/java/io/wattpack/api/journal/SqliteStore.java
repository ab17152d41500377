package io.wattpack.api.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The embedded store: one SQLite file with a write-ahead log, synced at every commit.
 *
 * <p>Group commit: writes queue up; a task on the store's executor drains up to {@code groupMax} of
 * them into one transaction; a second task then tells their callers. Nothing ever blocks to wait
 * for a write, so an executor on virtual time runs it as well as a thread does. One sync pays for
 * the whole group: under load throughput rises and latency stays near that of one sync.
 */
public final class SqliteStore implements Store {
  private static final Migration EPOCH =
      Migration.of(
          "store-1",
          "CREATE TABLE store_epoch (only INTEGER PRIMARY KEY CHECK (only = 1), epoch BIGINT NOT NULL)");

  private final DataDirectoryLock directory;
  private final WriterConnection writer;
  private final ReadPool readers;
  private final Executor executor;
  private final int groupMax;
  private final Queue<QueuedWrite<?>> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<QueuedWrite<?>> written = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ReentrantLock writing = new ReentrantLock();
  private volatile @Nullable RuntimeException ended;
  private boolean closed;

  private SqliteStore(
      DataDirectoryLock directory,
      WriterConnection writer,
      ReadPool readers,
      Executor executor,
      int groupMax) {
    this.directory = directory;
    this.writer = writer;
    this.readers = readers;
    this.executor = executor;
    this.groupMax = groupMax;
  }

  /**
   * Opens the database, creating it and its directory where needed, runs the migrations and begins
   * a new epoch.
   *
   * @param file the database; its directory is locked for this store alone
   * @param executor runs the transactions and tells the callers, one task at a time, in order
   * @throws DataDirectoryInUseException when another store has the directory
   */
  public static SqliteStore open(
      Path file, List<Migration> migrations, Executor executor, StoreOptions options) {
    return open(file, migrations, executor, options, CommitWatcher.NONE);
  }

  /** As above, with a watcher of every commit. */
  public static SqliteStore open(
      Path file,
      List<Migration> migrations,
      Executor executor,
      StoreOptions options,
      CommitWatcher watcher) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("The database (%s) must be a file.".formatted(file));
    }
    DataDirectoryLock directory = DataDirectoryLock.take(folder);
    try {
      SqliteFile sqlite = new SqliteFile(file, options);
      DiskReserve reserve = new DiskReserve(folder, options.reserveBytes());
      WriterConnection writer = openWriter(sqlite, migrations, options, reserve, watcher);
      ReadPool readers = new ReadPool(sqlite, options.readers());
      return new SqliteStore(directory, writer, readers, executor, options.groupMax());
    } catch (SQLException e) {
      directory.close();
      throw new IllegalStateException(
          "The database (%s) cannot be opened: %s.%nMaybe restore it from a copy, or name another directory."
              .formatted(file, e.getMessage()),
          e);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static WriterConnection openWriter(
      SqliteFile file,
      List<Migration> migrations,
      StoreOptions options,
      DiskReserve reserve,
      CommitWatcher watcher)
      throws SQLException {
    Connection connection = file.openWriter();
    try {
      List<Migration> all = new ArrayList<>(List.of(EPOCH));
      all.addAll(migrations);
      new Migrations(connection).apply(all);
      reserve.take();
      return new WriterConnection(connection, options, reserve, watcher);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public <T> CompletableFuture<T> write(CommitPoint point, Write<T> write) {
    return enqueue(new QueuedWrite<>(point, write, false));
  }

  @Override
  public <T> CompletableFuture<T> writeReserved(CommitPoint point, Write<T> write) {
    return enqueue(new QueuedWrite<>(point, write, true));
  }

  private <T> CompletableFuture<T> enqueue(QueuedWrite<T> write) {
    RuntimeException reason = ended;
    if (reason != null) {
      return CompletableFuture.failedFuture(reason);
    }
    waiting.add(write);
    schedule();
    return write.future();
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        executor.execute(this::drain);
      } catch (RejectedExecutionException e) {
        // The process is ending: what is queued was never promised to anybody.
        scheduled.set(false);
      }
    }
  }

  private void drain() {
    scheduled.set(false);
    writing.lock();
    try {
      if (ended == null) {
        writeGroup();
      }
    } finally {
      writing.unlock();
    }
    executor.execute(this::acknowledge);
    if (!waiting.isEmpty()) {
      schedule();
    }
  }

  private void writeGroup() {
    List<QueuedWrite<?>> group = nextGroup();
    try {
      writer.write(group);
    } catch (FencedException | StoreFailedException e) {
      ended = e;
      group.forEach(write -> write.fail(e));
    }
    written.addAll(group);
  }

  private List<QueuedWrite<?>> nextGroup() {
    List<QueuedWrite<?>> group = new ArrayList<>();
    for (QueuedWrite<?> next = waiting.poll(); next != null; next = waiting.poll()) {
      group.add(next);
      if (group.size() == groupMax) {
        break;
      }
    }
    return group;
  }

  private void acknowledge() {
    RuntimeException reason = ended;
    for (QueuedWrite<?> next = written.poll(); next != null; next = written.poll()) {
      next.acknowledge();
    }
    if (reason != null) {
      refuseWaiting(reason);
    }
  }

  private void refuseWaiting(RuntimeException reason) {
    for (QueuedWrite<?> next = waiting.poll(); next != null; next = waiting.poll()) {
      next.fail(reason);
      next.acknowledge();
    }
  }

  @Override
  public <T> T read(Read<T> read) {
    try {
      return readers.read(read);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The store could not be read: %s.%nMaybe the disk is failing or the database is damaged: restore a copy."
              .formatted(e.getMessage()),
          e);
    }
  }

  @Override
  public long epoch() {
    return writer.epoch();
  }

  /**
   * Writes what is queued, tells its callers on the calling thread, and closes. A second call does
   * nothing.
   */
  @Override
  public void close() {
    writing.lock();
    try {
      while (ended == null && !waiting.isEmpty()) {
        writeGroup();
      }
      end();
    } finally {
      writing.unlock();
    }
    acknowledge();
  }

  /**
   * Closes as a kill would: what is not committed yet never will be, and nobody is told anything
   * any more. For simulations of a crash.
   */
  public void abandon() {
    writing.lock();
    try {
      waiting.clear();
      written.clear();
      end();
    } finally {
      writing.unlock();
    }
  }

  private void end() {
    if (closed) {
      return;
    }
    closed = true;
    ended = ended == null ? new IllegalStateException("The store is closed.") : ended;
    try {
      readers.close();
      writer.close();
    } catch (SQLException e) {
      throw new IllegalStateException("The store could not be closed: " + e.getMessage(), e);
    } finally {
      directory.close();
    }
  }
}
