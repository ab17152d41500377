package io.wattpack.api.worker;

import java.util.concurrent.CompletableFuture;

/** Any OpenAI-compatible server that answers one request at a time per call. */
public interface ModelServer {
  /** Answers; model and request errors are answers with their status, never exceptions. */
  CompletableFuture<ModelAnswer> call(String url, String body);

  /** A model server's answer: HTTP status, JSON body, tokens it counted. */
  record ModelAnswer(int statusCode, String body, long tokensUsed) {}
}
