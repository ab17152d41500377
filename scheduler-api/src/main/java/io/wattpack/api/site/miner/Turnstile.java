package io.wattpack.api.site.miner;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets so many things be under way at once; the rest waits in order. For one serial executor. */
final class Turnstile implements AutoCloseable {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int free;

  Turnstile(int places) {
    this.free = places;
  }

  /** Begins {@code work} when there is room; completes on the same thread as it does. */
  <T> CompletableFuture<T> pass(Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    waiting.add(() -> begin(work, done));
    admit();
    return done;
  }

  private void admit() {
    while (free > 0 && !waiting.isEmpty()) {
      free--;
      waiting.remove().run();
    }
  }

  /** What has not begun never does; what is under way ends. */
  @Override
  public void close() {
    free = Integer.MIN_VALUE / 2;
    waiting.clear();
  }

  private <T> void begin(Supplier<CompletableFuture<T>> work, CompletableFuture<T> done) {
    var unused =
        work.get()
            .whenComplete(
                (value, failure) -> {
                  free++;
                  if (failure == null) {
                    done.complete(value);
                  } else {
                    done.completeExceptionally(failure);
                  }
                  admit();
                });
  }
}
