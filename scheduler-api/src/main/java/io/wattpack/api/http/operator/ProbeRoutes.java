package io.wattpack.api.http.operator;

import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@code /livez}: the process answers; {@code /readyz}: it can do its work; {@code /metrics}: its
 * figures.
 */
public final class ProbeRoutes {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<Map<String, Boolean>> checks;
  private final Supplier<String> metrics;
  private final Executor blocking;

  /**
   * Routes over the service's own state.
   *
   * @param checks what must hold to be ready, by name, in order
   * @param metrics the figures in Prometheus' text format 0.0.4
   */
  public ProbeRoutes(
      Supplier<Map<String, Boolean>> checks, Supplier<String> metrics, Executor blocking) {
    this.checks = checks;
    this.metrics = metrics;
    this.blocking = blocking;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/livez", Access.OPEN, call -> Answer.text(200, TEXT, "ok\n").now()),
        Endpoint.get("/readyz", Access.OPEN, this::ready),
        Endpoint.get("/metrics", Access.LOOPBACK, this::metrics));
  }

  private CompletionStage<Answer> ready(Call call) {
    Map<String, Boolean> results = checks.get();
    boolean isReady = !results.containsValue(false);
    String body = call.queryFlag("verbose") ? verbose(results) : "";
    String verdict = isReady ? "ok\n" : "not ready\n";
    return Answer.text(isReady ? 200 : 503, TEXT, body + verdict).now();
  }

  private static String verbose(Map<String, Boolean> results) {
    return results.entrySet().stream()
        .map(check -> "[%s] %s%n".formatted(check.getValue() ? "+" : "-", check.getKey()))
        .collect(Collectors.joining());
  }

  private CompletionStage<Answer> metrics(Call call) {
    return CompletableFuture.supplyAsync(metrics, blocking)
        .thenApply(text -> Answer.text(200, PROMETHEUS, text));
  }
}
