package io.wattpack.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What goes back; written on the event loop of the request. */
@FunctionalInterface
public interface Answer {
  /** Writes head and body; the future completes when all of it is handed to the connection. */
  Future<Void> send(HttpServerResponse response);

  static Answer json(int status, JsonNode body) {
    return bytes(status, "application/json", JsonText.bytes(body));
  }

  static Answer text(int status, String contentType, String body) {
    return bytes(status, contentType, Buffer.buffer(body));
  }

  static Answer bytes(int status, String contentType, Buffer body) {
    return response ->
        response.setStatusCode(status).putHeader("content-type", contentType).end(body);
  }

  /** As a completed stage. */
  default CompletionStage<Answer> now() {
    return CompletableFuture.completedStage(this);
  }
}
