package io.wattpack.api.http.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.view.EventFeed;
import io.wattpack.api.view.FeedEvent;
import io.wattpack.api.view.FeedListener;
import io.wattpack.api.view.FeedSubscription;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One reader's stream. It asks the feed for a few events at a time and for more only when the
 * connection has taken those, so that a slow reader costs one small window and not the memory of
 * all it missed.
 */
final class EventStream implements FeedListener {
  private static final int WINDOW = 64;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Call call;
  private final Vertx vertx;
  private final HttpServerResponse response;
  private final Promise<Void> done = Promise.promise();
  private @Nullable FeedSubscription subscription;
  private int unanswered;

  EventStream(Call call, Vertx vertx, HttpServerResponse response) {
    this.call = call;
    this.vertx = vertx;
    this.response = response;
  }

  /** Streams until the client goes or the feed ends. */
  Future<Void> run(EventFeed feed, long after, Duration keepAlive) {
    response
        .setStatusCode(200)
        .setChunked(true)
        .putHeader("content-type", "text/event-stream; charset=utf-8")
        .putHeader("cache-control", "no-store")
        .putHeader("x-accel-buffering", "no");
    long timer = vertx.setPeriodic(keepAlive.toMillis(), tick -> write(": keep-alive\n\n"));
    response.closeHandler(closed -> done.tryComplete());
    response.exceptionHandler(failure -> done.tryComplete());
    write(": connected\n\n");
    FeedSubscription reading = feed.subscribe(after, this);
    subscription = reading;
    ask(reading);
    return done.future()
        .onComplete(
            ended -> {
              vertx.cancelTimer(timer);
              reading.cancel();
            });
  }

  @Override
  public void event(FeedEvent event) {
    String text =
        "id: %d\nevent: %s\ndata: %s\n\n".formatted(event.seq(), event.type(), data(event));
    call.onEventLoop(() -> pass(text));
  }

  @Override
  public void ended(String reason) {
    call.onEventLoop(
        () -> {
          if (!response.ended() && !response.closed()) {
            response
                .end(": " + reason.replace('\n', ' ') + "\n\n")
                .onComplete(sent -> done.tryComplete());
          }
        });
  }

  private void pass(String text) {
    write(text);
    unanswered--;
    FeedSubscription reading = subscription;
    if (unanswered > 0 || reading == null) {
      return;
    }
    if (response.writeQueueFull()) {
      response.drainHandler(drained -> ask(reading));
    } else {
      ask(reading);
    }
  }

  private void ask(FeedSubscription reading) {
    unanswered = WINDOW;
    reading.request(WINDOW);
  }

  private void write(String text) {
    if (!response.ended() && !response.closed()) {
      response.write(text).onFailure(failure -> done.tryComplete());
    }
  }

  private static String data(FeedEvent event) {
    ObjectNode json = JsonText.object();
    json.put("seq", event.seq());
    json.put("at", Lists.time(event.at()));
    json.put("kind", event.kind());
    json.set("body", body(event.body()));
    return json.toString();
  }

  private static @Nullable JsonNode body(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The journal holds a body that is not JSON.", e);
    }
  }
}
