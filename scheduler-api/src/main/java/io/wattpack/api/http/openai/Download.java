package io.wattpack.api.http.openai;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.wattpack.api.batch.FileContent;
import io.wattpack.api.http.Call;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way out: one piece is read, off the event loop, when the one before is taken by the
 * connection, so that a slow reader holds one piece in memory and no thread.
 */
final class Download {
  private final Call call;
  private final FileContent content;
  private final Executor blocking;
  private final Promise<Void> sent = Promise.promise();
  private CompletionStage<byte @Nullable []> reading = CompletableFuture.completedStage(null);

  Download(Call call, FileContent content, Executor blocking) {
    this.call = call;
    this.content = content;
    this.blocking = blocking;
  }

  Future<Void> send(HttpServerResponse response) {
    response
        .setStatusCode(200)
        .putHeader("content-type", "application/octet-stream")
        .putHeader("content-length", Long.toString(content.length()));
    response.exceptionHandler(sent::tryFail);
    response.closeHandler(closed -> sent.tryFail("The client closed the connection."));
    readNext(response);
    return sent.future().onComplete(done -> closeAfterReading());
  }

  private void readNext(HttpServerResponse response) {
    reading = CompletableFuture.supplyAsync(content::next, blocking);
    reading.whenComplete(
        (bytes, failure) -> call.onEventLoop(() -> pass(response, bytes, failure)));
  }

  /** The content belongs to one thread at a time: a read under way ends first. */
  private void closeAfterReading() {
    reading.whenCompleteAsync((bytes, failure) -> content.close(), blocking);
  }

  private void pass(
      HttpServerResponse response, byte @Nullable [] bytes, @Nullable Throwable failure) {
    if (failure != null) {
      sent.tryFail(failure);
    } else if (sent.future().isComplete()) {
      return;
    } else if (bytes == null) {
      response.end().onComplete(done -> sent.tryComplete());
    } else {
      response.write(Buffer.buffer(bytes)).onFailure(sent::tryFail);
      goOn(response);
    }
  }

  private void goOn(HttpServerResponse response) {
    if (response.writeQueueFull()) {
      response.drainHandler(drained -> readNext(response));
    } else {
      readNext(response);
    }
  }
}
