package io.wattpack.api.http.operator;

import io.vertx.core.Vertx;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.ApiError;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import io.wattpack.api.view.EventFeed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The journal as server-sent events: what came after a number, then what comes. */
public final class EventRoutes {
  private final EventFeed feed;
  private final Vertx vertx;
  private final Executor blocking;
  private final Duration keepAlive;

  /**
   * Routes over {@code feed}; a comment goes out every {@code keepAlive}, so that no proxy gives
   * up.
   */
  public EventRoutes(EventFeed feed, Vertx vertx, Executor blocking, Duration keepAlive) {
    this.feed = feed;
    this.vertx = vertx;
    this.blocking = blocking;
    this.keepAlive = keepAlive;
  }

  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/api/v1/events", Access.OPERATOR, this::stream));
  }

  /** Without a number only what is new comes. */
  private CompletionStage<Answer> stream(Call call) {
    String header = call.request().getHeader("last-event-id");
    String after =
        header == null || header.isBlank() ? call.query("after").orElse(null) : header.strip();
    return place(after)
        .thenApply(
            number ->
                response -> new EventStream(call, vertx, response).run(feed, number, keepAlive));
  }

  private CompletionStage<Long> place(@Nullable String after) {
    if (after == null) {
      return CompletableFuture.supplyAsync(feed::last, blocking);
    }
    try {
      long number = Long.parseLong(after);
      if (number >= 0) {
        return CompletableFuture.completedStage(number);
      }
    } catch (NumberFormatException e) {
      throw wrongPlace(after);
    }
    throw wrongPlace(after);
  }

  private static RuntimeException wrongPlace(String after) {
    return ApiError.inField(
            400,
            "invalid_value",
            "after",
            "The place in the stream must be the number of an event, but was '%s'."
                .formatted(after))
        .asException();
  }
}
