package io.wattpack.api.http.operator;

import io.vertx.core.http.HttpMethod;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.BodyKind;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.SiteId;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Takes what meters and GPUs of a site read. Accepted means on disk; a repeated report changes
 * nothing.
 */
public final class TelemetryRoutes {
  private final Supplier<StatusView> fleet;
  private final Intake intake;
  private final InstantSource clock;

  /** Routes that check against the newest fleet and hand readings to {@code intake}. */
  public TelemetryRoutes(Supplier<StatusView> fleet, Intake intake, InstantSource clock) {
    this.fleet = fleet;
    this.intake = intake;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(
            HttpMethod.PUT,
            "/api/v1/sites/:id/telemetry",
            Access.OPERATOR,
            BodyKind.JSON,
            this::report));
  }

  private CompletionStage<Answer> report(Call call) {
    StatusView picture = fleet.get();
    SiteId site = FleetViewRoutes.site(call.path("id"), picture);
    TelemetryReported reported =
        new TelemetryRequest(site, picture.fleet(), clock).read(call.json());
    return intake.submit(reported).thenApply(input -> accepted(input, reported));
  }

  private static Answer accepted(long input, TelemetryReported reported) {
    return Answer.json(
        202,
        JsonText.object()
            .put("input", input)
            .put("site", reported.site().value())
            .put("source", reported.source().label())
            .put("sampled_at", Lists.time(reported.sampledAt()))
            .put("meters", reported.meters().size())
            .put("gpus", reported.gpus().size()));
  }
}
