package io.wattpack.api.http.openai;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.wattpack.api.gateway.EmbeddingsGateway;
import io.wattpack.api.gateway.GatewayResult;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.ApiError;
import io.wattpack.api.http.BodyKind;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /v1/embeddings}: answered while the client waits. */
public final class EmbeddingsRoutes {
  private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(60);

  private final EmbeddingsGateway gateway;

  /** Routes over {@code gateway}. */
  public EmbeddingsRoutes(EmbeddingsGateway gateway) {
    this.gateway = gateway;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(
            HttpMethod.POST, "/v1/embeddings", Access.CUSTOMER, BodyKind.TEXT, this::embed));
  }

  private CompletionStage<Answer> embed(Call call) {
    return gateway.embed(call.text()).thenApply(EmbeddingsRoutes::answer);
  }

  private static Answer answer(GatewayResult result) {
    return switch (result) {
      case GatewayResult.Answered answered ->
          Answer.bytes(answered.status(), "application/json", Buffer.buffer(answered.body()));
      case GatewayResult.Refused refused -> throw error(refused).asException();
    };
  }

  /**
   * A wait of more than a minute is told as no wait at all: some clients sleep as long as they are
   * told.
   */
  private static ApiError error(GatewayResult.Refused refused) {
    ApiError error =
        new ApiError(
            refused.status(),
            refused.code(),
            refused.message(),
            param(refused),
            Map.of(),
            Map.of());
    Duration wait = refused.retryAfter();
    if (wait.isZero() || wait.compareTo(RETRY_AFTER_MAX) > 0) {
      return error.withHeader("x-should-retry", "false");
    }
    return error.withHeader("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
  }

  private static @Nullable String param(GatewayResult.Refused refused) {
    return refused.code().equals("model_not_found") ? "model" : null;
  }
}
