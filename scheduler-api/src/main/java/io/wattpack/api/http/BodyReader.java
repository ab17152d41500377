package io.wattpack.api.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Collects a small body in memory, up to a size and for a time. */
final class BodyReader {
  private final Vertx vertx;
  private final HttpLimits limits;

  BodyReader(Vertx vertx, HttpLimits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  Future<Buffer> read(HttpServerRequest request) {
    Promise<Buffer> whole = Promise.promise();
    Buffer read = Buffer.buffer();
    long timer =
        vertx.setTimer(
            limits.bodyTime().toMillis(), expired -> whole.tryFail(tooSlow().asException()));
    request.handler(
        piece -> {
          if (read.length() + piece.length() > limits.jsonBytesMax()) {
            whole.tryFail(tooLarge().asException());
          } else if (!whole.future().isComplete()) {
            read.appendBuffer(piece);
          }
        });
    request.exceptionHandler(failure -> whole.tryFail(brokenOff().asException()));
    request.endHandler(end -> whole.tryComplete(read));
    return whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private ApiError tooLarge() {
    return ApiError.of(
        413,
        "body_too_large",
        "The body is larger than the %d bytes allowed here.\nMaybe upload it as a file."
            .formatted(limits.jsonBytesMax()));
  }

  private ApiError tooSlow() {
    return ApiError.of(
        408,
        "request_timeout",
        "The body did not arrive within %d s.".formatted(limits.bodyTime().toSeconds()));
  }

  static ApiError brokenOff() {
    return ApiError.of(400, "request_aborted", "The connection ended before the body did.");
  }
}
