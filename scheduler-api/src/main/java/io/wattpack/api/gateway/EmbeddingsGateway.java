package io.wattpack.api.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.wattpack.api.gateway.InteractivePools.Ready;
import io.wattpack.api.loop.PlanListener;
import io.wattpack.api.worker.ModelServer;
import io.wattpack.api.worker.ModelServer.ModelAnswer;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code POST /v1/embeddings} on a READY replica of the model's interactive pool, in turn.
 * A few requests run at the same time, a bounded number waits, further ones are refused at once.
 * Safe for use by several threads; never blocks.
 */
public final class EmbeddingsGateway implements PlanListener {
  private static final String URL = "/v1/embeddings";
  private static final Duration CURTAILED_RETRY = Duration.ofSeconds(30);
  private static final Duration BUSY_RETRY = Duration.ofSeconds(1);
  private static final int MODEL_CHARACTERS_MAX = 200;
  private static final JsonFactory JSON = new JsonFactory();

  private final ModelServer server;
  private final GatewayOptions options;
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private volatile InteractivePools pools = InteractivePools.NONE;
  private int calls;
  private long turn;

  private record Waiting(ModelId model, String body, CompletableFuture<GatewayResult> result) {}

  public EmbeddingsGateway(ModelServer server, GatewayOptions options) {
    this.server = server;
    this.options = options;
  }

  @Override
  public void planned(long sequence, Plan plan, Fleet fleet, FleetStatus status) {
    pools = InteractivePools.of(fleet, status);
  }

  /** Answers a body; the future never fails. */
  public CompletableFuture<GatewayResult> embed(String body) {
    String name = modelName(body);
    if (name == null) {
      return refused(400, "invalid_json", "The body must be a JSON object that names a 'model'.");
    }
    if (!isModelId(name) || !pools.serves(new ModelId(name))) {
      return refused(404, "model_not_found", notServed(name));
    }
    Waiting request = new Waiting(new ModelId(name), body, new CompletableFuture<>());
    if (pools.ready(request.model()).isEmpty()) {
      request.result().complete(curtailed(request.model()));
    } else if (!take(request)) {
      request.result().complete(busy());
    }
    startNext();
    return request.result();
  }

  private synchronized boolean take(Waiting request) {
    boolean hasRoom = calls < options.callsMax() || queue.size() < options.queueMax();
    return hasRoom && queue.add(request);
  }

  private void startNext() {
    for (Waiting next = nextToCall(); next != null; next = nextToCall()) {
      call(next);
    }
  }

  private synchronized @Nullable Waiting nextToCall() {
    if (calls >= options.callsMax() || queue.isEmpty()) {
      return null;
    }
    calls++;
    return queue.remove();
  }

  private void call(Waiting request) {
    // Looked up again: the replica that was READY when it came may have gone while it waited.
    List<Ready> ready = pools.ready(request.model());
    if (ready.isEmpty()) {
      endCall();
      request.result().complete(curtailed(request.model()));
      return;
    }
    Ready replica = ready.get((int) Math.floorMod(nextTurn(), (long) ready.size()));
    var unused =
        server
            .call(URL, request.body())
            .whenComplete(
                (answer, failure) -> {
                  endCall();
                  request.result().complete(answer == null ? failed() : answered(answer, replica));
                  startNext();
                });
  }

  private synchronized long nextTurn() {
    return turn++;
  }

  private synchronized void endCall() {
    calls--;
  }

  private static GatewayResult answered(ModelAnswer answer, Ready replica) {
    return new GatewayResult.Answered(
        answer.statusCode(), answer.body(), answer.tokensUsed(), replica.id(), replica.site());
  }

  private static GatewayResult curtailed(ModelId model) {
    return new GatewayResult.Refused(
        503,
        "capacity_curtailed",
        "No replica of the model '%s' serves now: its power is curtailed or it is still starting."
            .formatted(model),
        CURTAILED_RETRY);
  }

  private static GatewayResult busy() {
    return new GatewayResult.Refused(
        429,
        "rate_limit_exceeded",
        "More requests wait than the model can answer soon.\nMaybe send fewer at a time, or a batch.",
        BUSY_RETRY);
  }

  private static GatewayResult failed() {
    return new GatewayResult.Refused(
        503, "no_capacity", "The model server did not answer.", BUSY_RETRY);
  }

  private static CompletableFuture<GatewayResult> refused(int status, String code, String message) {
    return CompletableFuture.completedFuture(
        new GatewayResult.Refused(status, code, message, Duration.ZERO));
  }

  private static String notServed(String name) {
    String shown = name.length() <= 80 ? name : name.substring(0, 80) + "...";
    return "Nobody serves the model '%s'.\nMaybe GET /v1/models lists the one you mean."
        .formatted(shown);
  }

  private static boolean isModelId(String name) {
    return !name.isEmpty()
        && name.length() <= MODEL_CHARACTERS_MAX
        && name.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
  }

  /** The model that the body names; null: it is no object, or names none. */
  private static @Nullable String modelName(String body) {
    String name = null;
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean isModel = json.currentName().equals("model");
        boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
        name = isModel && isText ? json.getText() : name;
        json.skipChildren();
      }
      return name;
    } catch (IOException e) {
      return null;
    }
  }
}
