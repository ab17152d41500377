package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.power.Caps;
import io.wattpack.core.power.GridLimit;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the grid asks for, and how far its domain or region is. */
final class PowerEventsJson {
  private static final int MILLIS = 1_000;
  private static final long NEVER = Long.MAX_VALUE;

  private PowerEventsJson() {}

  static ObjectNode accepted(long input, PowerEvent event) {
    return JsonText.object().put("input", input).setAll(asked(event));
  }

  static ObjectNode of(PowerEvent event, FleetStatus status) {
    ObjectNode json = asked(event);
    json.put("state", state(event, status.at().value()));
    json.put("state_until", Lists.timeOrNull(stateEnd(event, status.at().value())));
    for (DomainStatus domain : status.domains()) {
      if (domain.domain().id().equals(event.domain())) {
        progress(json, event, domain.hardware(), domain.ceiling(), domain.breach(), status.at());
      }
    }
    RegionsJson.find(status, event.domain().value())
        .ifPresent(
            region ->
                progress(
                    json,
                    event,
                    region.hardware(),
                    region.ceiling(),
                    region.breach(),
                    status.at()));
    return json;
  }

  private static ObjectNode asked(PowerEvent event) {
    ObjectNode json = JsonText.object();
    json.put("id", event.id().value());
    json.put("domain", event.domain().value());
    json.put("target_watts", event.target().value());
    json.put("kind", event.kind().label());
    json.put("notice_at", Lists.time(event.noticeAt()));
    json.put("start", Lists.time(event.start()));
    json.put("ramp_seconds", event.rampMillis() / MILLIS);
    json.put("end", Lists.timeOrNull(event.end()));
    json.put("correlation_id", event.correlationId());
    return json;
  }

  private static String state(PowerEvent event, long now) {
    if (GridLimit.isOver(event, now)) {
      return "ended";
    }
    if (now < event.start().value()) {
      return "scheduled";
    }
    if (GridLimit.isRestoring(event, now)) {
      return "restoring";
    }
    return GridLimit.isRamping(event, now) ? "ramping" : "holding";
  }

  /** When the next state begins; null: it stays until somebody withdraws the event. */
  private static @Nullable EpochMillis stateEnd(PowerEvent event, long now) {
    String state = state(event, now);
    long at = GridLimit.nextChange(event, now);
    while (at != NEVER && state(event, at).equals(state)) {
      at = GridLimit.nextChange(event, at);
    }
    return at == NEVER ? null : new EpochMillis(at);
  }

  /** What is asked now, and what can be drawn there at most with what is booked. */
  private static void progress(
      ObjectNode json,
      PowerEvent event,
      Watts hardware,
      Watts ceiling,
      Watts breach,
      EpochMillis at) {
    json.put("commanded_watts", commanded(event, hardware.value(), at.value()));
    json.put("ceiling_watts", ceiling.value());
    json.put("breach_watts", breach.value());
    steps(event, hardware.value(), json.putArray("steps"));
  }

  /** Every level of the event from its start on, past ones too; the last one lifts the limit. */
  private static void steps(PowerEvent event, long hardware, ArrayNode steps) {
    @Nullable Long before = null;
    for (long at = event.start().value(); at != NEVER; at = GridLimit.nextChange(event, at)) {
      @Nullable Long level = commanded(event, hardware, at);
      if (!Objects.equals(level, before)) {
        steps.addObject().put("at", Lists.time(new EpochMillis(at))).put("limit_watts", level);
      }
      before = level;
    }
  }

  private static @Nullable Long commanded(PowerEvent event, long hardware, long now) {
    long watts = GridLimit.watts(event, hardware, now);
    return watts == Caps.NO_LIMIT ? null : watts;
  }
}
