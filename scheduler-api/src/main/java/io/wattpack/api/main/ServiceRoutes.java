package io.wattpack.api.main;

import io.vertx.core.Vertx;
import io.wattpack.api.config.ServiceConfig;
import io.wattpack.api.http.ApiRouter;
import io.wattpack.api.http.Authorisation;
import io.wattpack.api.http.Endpoint;
import io.wattpack.api.http.HttpLimits;
import io.wattpack.api.http.openai.BatchesRoutes;
import io.wattpack.api.http.openai.EmbeddingsRoutes;
import io.wattpack.api.http.openai.FilesRoutes;
import io.wattpack.api.http.openai.ModelsRoutes;
import io.wattpack.api.http.operator.EventRoutes;
import io.wattpack.api.http.operator.FleetRoutes;
import io.wattpack.api.http.operator.FleetViewRoutes;
import io.wattpack.api.http.operator.JobRoutes;
import io.wattpack.api.http.operator.KeyRoutes;
import io.wattpack.api.http.operator.LimitRoutes;
import io.wattpack.api.http.operator.MinerRoutes;
import io.wattpack.api.http.operator.PageRoutes;
import io.wattpack.api.http.operator.PlaceRoutes;
import io.wattpack.api.http.operator.PolicyRoutes;
import io.wattpack.api.http.operator.PowerEventRoutes;
import io.wattpack.api.http.operator.ProbeRoutes;
import io.wattpack.api.http.operator.TelemetryRoutes;
import io.wattpack.api.http.operator.WeatherRoutes;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.metrics.ServiceMeters;
import io.wattpack.api.report.power.PowerReports;
import io.wattpack.api.task.TaskJobs;
import io.wattpack.api.view.EventFeed;
import io.wattpack.api.view.Explainer;
import io.wattpack.api.view.FleetTrial;
import io.wattpack.api.view.GpuReadings;
import io.wattpack.api.view.Staleness;
import io.wattpack.api.view.StatusView;
import io.wattpack.api.view.StatusViews;
import io.wattpack.core.units.EpochMillis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All routes of the service. */
record ServiceRoutes(
    ServiceConfig config,
    Authorisation authorisation,
    DataPlaneParts data,
    TaskJobs tasks,
    EventFeed feed,
    StatusViews views,
    GpuReadings gpus,
    PowerReports reports,
    Intake intake,
    Explainer explainer,
    FleetTrial trial,
    ServiceMeters meters,
    MinerWatch miners,
    Supplier<Map<String, Boolean>> checks) {
  /** Below the quarter of a minute after which proxies lose patience. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

  ApiRouter router(Vertx vertx, InstantSource clock, Executor blocking) {
    List<Endpoint> endpoints = endpoints(vertx, clock, blocking);
    endpoints.forEach(
        endpoint -> meters.http().expect(endpoint.method().name(), endpoint.documentedPath()));
    return new ApiRouter(
        vertx, authorisation, limits(), new StorageFailures(), meters.http(), endpoints);
  }

  HttpLimits limits() {
    HttpLimits base = HttpLimits.DEFAULT;
    return new HttpLimits(
        config.limits().bodyBytesMax(), base.bodyTime(), base.answerTime(), base.idleTime());
  }

  private Staleness staleness(InstantSource clock) {
    return new Staleness(Duration.ofSeconds(config.telemetry().staleSeconds()), clock);
  }

  private List<Endpoint> endpoints(Vertx vertx, InstantSource clock, Executor blocking) {
    Supplier<StatusView> fleet = views::latest;
    return Stream.of(
            new FilesRoutes(data.files(), blocking).endpoints(),
            new BatchesRoutes(data.batches(), fleet).endpoints(),
            new ModelsRoutes(data.catalog()::models, new EpochMillis(clock.millis())).endpoints(),
            new EmbeddingsRoutes(data.gateway()).endpoints(),
            new FleetViewRoutes(fleet, gpus, staleness(clock)).endpoints(),
            new LimitRoutes(fleet, intake, clock).endpoints(),
            new MinerRoutes(fleet, miners::alarm, intake, clock).endpoints(),
            new WeatherRoutes(fleet, intake).endpoints(),
            new TelemetryRoutes(fleet, gpus.watching(intake), clock).endpoints(),
            new PowerEventRoutes(fleet, intake, clock, reports::report).endpoints(),
            new PlaceRoutes(fleet, intake, clock).endpoints(),
            new PolicyRoutes(fleet, intake).endpoints(),
            new FleetRoutes(fleet, intake, trial, blocking).endpoints(),
            new JobRoutes(tasks, fleet, explainer).endpoints(),
            new KeyRoutes(fleet, authorisation, clock).endpoints(),
            new EventRoutes(feed, vertx, blocking, KEEP_ALIVE).endpoints(),
            new ProbeRoutes(checks, meters::scrape, blocking).endpoints(),
            new PageRoutes().endpoints())
        .flatMap(List::stream)
        .toList();
  }
}
