package io.wattpack.api.http.operator;

import io.vertx.core.http.HttpMethod;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.BodyKind;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import io.wattpack.api.http.Fields;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.SiteId;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes the weather of a site. Accepted means on disk; what the heat costs follows. */
public final class WeatherRoutes {
  /** Colder or warmer than anywhere on Earth: a slip of the keyboard, or degrees Fahrenheit. */
  private static final int MILLI_CELSIUS_MIN = -90_000;

  private static final int MILLI_CELSIUS_MAX = 60_000;
  private static final String MEAN = "mean_24h_millicelsius";
  private static final String PRESENT = "present_millicelsius";

  private final Supplier<StatusView> fleet;
  private final Intake intake;

  /** Routes that check against the newest fleet and hand the weather to {@code intake}. */
  public WeatherRoutes(Supplier<StatusView> fleet, Intake intake) {
    this.fleet = fleet;
    this.intake = intake;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(
            HttpMethod.PUT,
            "/api/v1/sites/:id/weather",
            Access.OPERATOR,
            BodyKind.JSON,
            this::observe));
  }

  private CompletionStage<Answer> observe(Call call) {
    SiteId site = FleetViewRoutes.site(call.path("id"), fleet.get());
    Fields fields = new Fields(call.json()).allowOnly(MEAN, PRESENT);
    int mean = (int) fields.requiredInteger(MEAN, MILLI_CELSIUS_MIN, MILLI_CELSIUS_MAX);
    OptionalLong told = fields.integer(PRESENT, MILLI_CELSIUS_MIN, MILLI_CELSIUS_MAX);
    @Nullable Integer present = told.isPresent() ? (Integer) (int) told.getAsLong() : null;
    return intake
        .submit(new WeatherObserved(site, mean, present))
        .thenApply(
            input ->
                Answer.json(
                    202,
                    JsonText.object()
                        .put("input", input)
                        .put("site", site.value())
                        .put(MEAN, mean)
                        .put(PRESENT, present == null ? mean : present)));
  }
}
