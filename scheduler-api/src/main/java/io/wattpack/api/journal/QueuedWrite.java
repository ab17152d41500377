package io.wattpack.api.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One write on its way to disk: what to do, and later what came of it. */
final class QueuedWrite<T> {
  private final CommitPoint point;
  private final Store.Write<T> write;
  private final boolean reserved;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private @Nullable Runnable outcome;

  QueuedWrite(CommitPoint point, Store.Write<T> write, boolean reserved) {
    this.point = point;
    this.write = write;
    this.reserved = reserved;
  }

  CommitPoint point() {
    return point;
  }

  boolean isReserved() {
    return reserved;
  }

  CompletableFuture<T> future() {
    return future;
  }

  /** Runs it again from nothing; an outcome of an attempt that was rolled back is forgotten. */
  void run(Connection connection) throws SQLException {
    outcome = null;
    T result = write.run(connection);
    outcome = () -> future.complete(result);
  }

  void fail(Throwable cause) {
    outcome = () -> future.completeExceptionally(cause);
  }

  /** Tells the caller; only after the commit. */
  void acknowledge() {
    Runnable known = outcome;
    if (known == null) {
      throw new IllegalStateException("A write was acknowledged before it ran.");
    }
    known.run();
  }
}
