package io.wattpack.api.main;

import io.wattpack.api.worker.MiniLmServer;
import io.wattpack.api.worker.ModelServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The packaged model while it is loaded beside everything else that starts: calls wait for it. */
final class ModelLoading implements ModelServer {
  private final CompletableFuture<ModelServer> server;

  ModelLoading(Executor callers, Executor loader) {
    server = CompletableFuture.supplyAsync(() -> MiniLmServer.load(callers), loader);
  }

  CompletableFuture<ModelServer> loaded() {
    return server;
  }

  boolean isLoaded() {
    return server.isDone() && !server.isCompletedExceptionally();
  }

  @Override
  public CompletableFuture<ModelAnswer> call(String url, String body) {
    return server.thenCompose(ready -> ready.call(url, body));
  }
}
