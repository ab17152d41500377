package io.wattpack.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerResponse;

/**
 * Writes refusals: under {@code /v1} the OpenAI envelope with all four members, elsewhere a problem
 * document (RFC 9457).
 */
final class ErrorAnswers {
  private ErrorAnswers() {}

  static Answer of(String path, ApiError error) {
    return path.equals("/v1") || path.startsWith("/v1/")
        ? answer(error, "application/json", envelope(error))
        : answer(error, "application/problem+json", problem(error));
  }

  private static Answer answer(ApiError error, String contentType, JsonNode body) {
    return response -> {
      error.headers().forEach((name, value) -> response.putHeader(name, value));
      return Answer.bytes(error.status(), contentType, JsonText.bytes(body)).send(response);
    };
  }

  private static JsonNode envelope(ApiError error) {
    ObjectNode root = JsonText.object();
    ObjectNode body = root.putObject("error");
    body.put("message", error.message());
    body.put("type", error.type());
    body.put("param", error.param());
    body.put("code", error.code());
    return root;
  }

  private static JsonNode problem(ApiError error) {
    ObjectNode root = JsonText.object();
    root.put("type", "about:blank");
    root.put("title", HttpResponseStatus.valueOf(error.status()).reasonPhrase());
    root.put("status", error.status());
    root.put("detail", error.message());
    root.put("code", error.code());
    if (error.param() != null) {
      root.put("param", error.param());
    }
    error.details().forEach((name, value) -> root.set(name, JsonText.tree(value)));
    return root;
  }

  /** Whether an answer can still be given: its head has not gone out. */
  static boolean isOpen(HttpServerResponse response) {
    return !response.headWritten() && !response.ended() && !response.closed();
  }
}
