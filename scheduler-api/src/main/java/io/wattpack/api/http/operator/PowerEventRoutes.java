package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.ApiError;
import io.wattpack.api.http.ApiException;
import io.wattpack.api.http.BodyKind;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import io.wattpack.api.http.Fields;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.report.power.PowerReport;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.event.PowerEventCancelled;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.PowerEventKind;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.RegionStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes, shows and withdraws what the grid asks for. Accepted means on disk; shedding follows just
 * so long before it begins as things take to stop.
 */
public final class PowerEventRoutes {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final long WATTS_MAX = 1_000_000_000_000L;
  private static final long RAMP_SECONDS_MAX = 604_800;
  private static final long MILLIS = 1_000;
  private static final int CORRELATION_MAX = 200;
  private static final String PATH = "/api/v1/power-events";

  private final Supplier<StatusView> fleet;
  private final Intake intake;
  private final InstantSource clock;
  private final Reports reports;
  private final AtomicLong posted = new AtomicLong();

  /** What was recorded of an event, by its id; empty: nothing. */
  @FunctionalInterface
  public interface Reports {
    CompletionStage<Optional<PowerReport>> of(String event);
  }

  /** Routes that check against the newest state and hand the events to {@code intake}. */
  public PowerEventRoutes(
      Supplier<StatusView> fleet, Intake intake, InstantSource clock, Reports reports) {
    this.reports = reports;
    this.fleet = fleet;
    this.intake = intake;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.OPERATOR, this::list),
        Endpoint.get(PATH + "/:id", Access.OPERATOR, this::get),
        new Endpoint(HttpMethod.POST, PATH, Access.OPERATOR, BodyKind.JSON, this::post),
        new Endpoint(
            HttpMethod.DELETE, PATH + "/:id", Access.OPERATOR, BodyKind.NONE, this::cancel));
  }

  private CompletionStage<Answer> list(Call call) {
    StatusView picture = fleet.get();
    FleetStatus status = picture.status();
    return Answer.json(
            200,
            Lists.of(
                picture,
                status.powerEvents().stream()
                    .map(event -> PowerEventsJson.of(event, status))
                    .toList()))
        .now();
  }

  private CompletionStage<Answer> get(Call call) {
    String id = call.path("id");
    return reports.of(id).thenApply(report -> Answer.json(200, json(id, report)));
  }

  /** One that nobody asks for any more is shown as long as its report is kept. */
  private ObjectNode json(String id, Optional<PowerReport> report) {
    FleetStatus status = fleet.get().status();
    PowerEvent event =
        find(id).or(() -> report.map(PowerReport::event)).orElseThrow(() -> unknown(id));
    ObjectNode json = PowerEventsJson.of(event, status);
    if (find(id).isEmpty()) {
      json.put("state", "ended").putNull("state_until").putNull("commanded_watts");
    }
    json.set("report", report.map(PowerReportJson::of).orElse(null));
    return json;
  }

  private CompletionStage<Answer> post(Call call) {
    PowerEvent event = read(new Fields(call.json()));
    return intake
        .submit(new PowerEventPosted(event))
        .thenApply(input -> Answer.json(202, PowerEventsJson.accepted(input, event)));
  }

  private PowerEvent read(Fields fields) {
    fields.allowOnly(
        "id",
        "domain",
        "target_watts",
        "kind",
        "notice_at",
        "start",
        "ramp_seconds",
        "end",
        "correlation_id");
    EpochMillis now = new EpochMillis(clock.millis());
    EpochMillis start = Moments.at(fields, "start").orElse(now);
    return new PowerEvent(
        fields.text("id").map(PowerEventRoutes::id).orElseGet(this::nextId),
        domain(fields.requiredText("domain")),
        new Watts(fields.requiredInteger("target_watts", 0, WATTS_MAX)),
        kind(fields.text("kind").orElse(PowerEventKind.HARD.label())),
        Moments.at(fields, "notice_at").orElse(now),
        start,
        MILLIS * fields.integer("ramp_seconds", 0, RAMP_SECONDS_MAX).orElse(0),
        end(fields, start, now),
        correlation(fields));
  }

  private PowerEventId nextId() {
    return new PowerEventId(
        "ev-%s-%d".formatted(Long.toString(clock.millis(), 36), posted.incrementAndGet()));
  }

  private static PowerEventId id(String text) {
    if (!ID.matcher(text).matches()) {
      throw Fields.invalid(
          "id",
          "'id' must be 1 to 100 letters, digits, dots, underscores and dashes, but was '%s'."
              .formatted(text));
    }
    return new PowerEventId(text);
  }

  /** A power domain, or a region: the fleet or a price zone. */
  private PowerDomainId domain(String id) {
    FleetStatus status = fleet.get().status();
    return RegionsJson.find(status, id)
        .map(RegionStatus::id)
        .or(() -> PowerTree.of(status).find(id).map(branch -> branch.domain().domain().id()))
        .orElseThrow(() -> FleetViewRoutes.unknownDomain(id));
  }

  private static PowerEventKind kind(String label) {
    for (PowerEventKind kind : PowerEventKind.values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw Fields.invalid("kind", "'kind' must be hard or target, but was '%s'.".formatted(label));
  }

  private static @Nullable EpochMillis end(Fields fields, EpochMillis start, EpochMillis now) {
    @Nullable EpochMillis end = Moments.at(fields, "end").orElse(null);
    if (end != null && !end.isAfter(start)) {
      throw Fields.invalid(
          "end",
          "'end' must be after the start %s, but was %s.\nMaybe leave end out: it then holds until it is cancelled."
              .formatted(Lists.time(start), Lists.time(end)));
    }
    if (end != null && !end.isAfter(now)) {
      throw ApiError.inField(
              422,
              "until_in_the_past",
              "end",
              "The event would end at %s, which is past.\nMaybe leave end out: it then holds until it is cancelled."
                  .formatted(Lists.time(end)))
          .asException();
    }
    return end;
  }

  private static @Nullable String correlation(Fields fields) {
    @Nullable String id = fields.text("correlation_id").orElse(null);
    if (id != null && id.length() > CORRELATION_MAX) {
      throw Fields.invalid(
          "correlation_id",
          "'correlation_id' must be at most %d characters, but has %d."
              .formatted(CORRELATION_MAX, id.length()));
    }
    return id;
  }

  private CompletionStage<Answer> cancel(Call call) {
    PowerEvent event = known(call.path("id"));
    return intake
        .submit(new PowerEventCancelled(event.id()))
        .thenApply(input -> Answer.json(202, PowerEventsJson.accepted(input, event)));
  }

  private PowerEvent known(String id) {
    return find(id).orElseThrow(() -> unknown(id));
  }

  private Optional<PowerEvent> find(String id) {
    return fleet.get().status().powerEvents().stream()
        .filter(event -> event.id().value().equals(id))
        .findFirst();
  }

  private static ApiException unknown(String id) {
    return ApiError.of(
            404,
            "power_event_not_found",
            "No power event is named '%s'.\nMaybe one of GET /api/v1/power-events.".formatted(id))
        .asException();
  }
}
