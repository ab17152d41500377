package io.wattpack.api.simulation;

import io.wattpack.api.time.Timer;
import io.wattpack.api.worker.ModelServer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A model server that is sometimes slow, sometimes broken, and always says which request it
 * answers: its answer carries the request's body.
 */
final class SimulatedModelServer implements ModelServer {
  /** A request with this word in it is refused for good. */
  static final String REFUSED = "unspeakable";

  private static final int SLOW_MILLIS_MAX = 80_000;

  private final Random random;
  private final Timer timer;
  private final Executor executor;
  private boolean isCalm;
  private long calls;
  private long failures;

  SimulatedModelServer(Random random, Timer timer, Executor executor) {
    this.random = random;
    this.timer = timer;
    this.executor = executor;
  }

  void calm() {
    isCalm = true;
  }

  /** What a request costs: the same each time it is asked. */
  static long tokensOf(String body) {
    return Math.max(1, body.length() / 7);
  }

  @Override
  public CompletableFuture<ModelAnswer> call(String url, String body) {
    calls++;
    CompletableFuture<ModelAnswer> answer = new CompletableFuture<>();
    int draw = isCalm ? 1000 : random.nextInt(1000);
    Runnable reply = draw < 40 ? () -> fail(answer, draw) : () -> answer.complete(answer(body));
    int millis = draw >= 40 && draw < 46 ? random.nextInt(SLOW_MILLIS_MAX) : random.nextInt(60);
    timer.after(Duration.ofMillis(millis), () -> executor.execute(reply));
    return answer;
  }

  private void fail(CompletableFuture<ModelAnswer> answer, int draw) {
    failures++;
    if (draw < 5) {
      answer.completeExceptionally(new IllegalStateException("The model server hung up."));
    } else {
      answer.complete(new ModelAnswer(503, "{\"error\":{\"code\":\"overloaded\"}}", 0));
    }
  }

  private static ModelAnswer answer(String body) {
    return body.contains(REFUSED)
        ? new ModelAnswer(400, "{\"error\":{\"code\":\"refused\"}}", 0)
        : new ModelAnswer(200, "{\"of\":%s}".formatted(body), tokensOf(body));
  }

  long calls() {
    return calls;
  }

  long failures() {
    return failures;
  }
}
