package io.wattpack.api.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wattpack.api.http.RequestObserver;
import java.time.Duration;

/** Requests by method, route and status: the route as documented, never the path as sent. */
public final class HttpMeters implements RequestObserver {
  private final MeterRegistry registry;

  HttpMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows a route from the first scrape on. */
  public void expect(String method, String route) {
    timer(method, route, 200);
  }

  @Override
  public void answered(String method, String route, int status, long nanos) {
    timer(method, route, status).record(Duration.ofNanos(nanos));
  }

  private Timer timer(String method, String route, int status) {
    return Timer.builder("http.server.requests")
        .description("HTTP requests from their first byte to the last of the answer.")
        .tag("method", method)
        .tag("route", route)
        .tag("status", Integer.toString(status))
        .register(registry);
  }
}
