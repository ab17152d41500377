package io.wattpack.api.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wattpack.api.view.GpuReadings;
import io.wattpack.api.view.StatusView;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** All meters of one service. */
public final class ServiceMeters implements AutoCloseable {
  /** Buckets for times from a disk write to a slow request. */
  static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbage = new JvmGcMetrics();
  private final FleetMeters fleet;
  private final LoopMeters loop;
  private final PlanMeters plans;
  private final HttpMeters http;
  private final StoreMeters store;
  private final LineMeters lines;
  private final LearningMeters learning;
  private final MinerMeters miners;
  private final TelemetryMeters telemetry;
  private final Supplier<Optional<StatusView>> status;

  /**
   * Meters of a service that reads its own state from {@code status}.
   *
   * @param version of the build
   * @param gpus what was read last at the GPUs
   */
  public ServiceMeters(String version, Supplier<Optional<StatusView>> status, GpuReadings gpus) {
    this.status = status;
    this.fleet = new FleetMeters(registry);
    this.loop = new LoopMeters(registry);
    this.plans = new PlanMeters(registry);
    this.http = new HttpMeters(registry);
    this.store = new StoreMeters(registry);
    this.lines = new LineMeters(registry);
    this.learning = new LearningMeters(registry);
    this.miners = new MinerMeters(registry);
    this.telemetry = new TelemetryMeters(registry, gpus);
    bindProcess(version);
  }

  public LoopMeters loop() {
    return loop;
  }

  public PlanMeters plans() {
    return plans;
  }

  public HttpMeters http() {
    return http;
  }

  public StoreMeters store() {
    return store;
  }

  public LineMeters lines() {
    return lines;
  }

  public LearningMeters learning() {
    return learning;
  }

  public MinerMeters miners() {
    return miners;
  }

  /** Everything, in Prometheus' text format 0.0.4. */
  public String scrape() {
    status.get().ifPresent(fleet::show);
    status.get().ifPresent(telemetry::show);
    return registry.scrape();
  }

  @Override
  public void close() {
    garbage.close();
    registry.close();
  }

  private void bindProcess(String version) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    ProcessMeters.bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbage.bindTo(registry);
    Gauge.builder("wattpack.build.info", () -> 1)
        .description("Which build this is; always 1.")
        .tag("version", version)
        .tag("java", Runtime.version().toString())
        .register(registry);
  }
}
