package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.power.Caps;
import io.wattpack.core.power.GridLimit;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/** What the grid asks for, and how far its domain is. */
final class PowerEventsJson {
  private static final int MILLIS = 1_000;

  private PowerEventsJson() {}

  static ObjectNode accepted(long input, PowerEvent event) {
    return JsonText.object().put("input", input).setAll(asked(event));
  }

  static ObjectNode of(PowerEvent event, FleetStatus status) {
    ObjectNode json = asked(event);
    json.put("state", state(event, status.at().value()));
    for (DomainStatus domain : status.domains()) {
      if (domain.domain().id().equals(event.domain())) {
        progress(json, event, domain, status.at());
      }
    }
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

  /** What is asked now, and what the domain can draw at most with what is booked. */
  private static void progress(
      ObjectNode json, PowerEvent event, DomainStatus domain, EpochMillis at) {
    json.put("commanded_watts", commanded(event, domain, at.value()));
    json.put("ceiling_watts", domain.ceiling().value());
    json.put("breach_watts", domain.breach().value());
  }

  private static @Nullable Long commanded(PowerEvent event, DomainStatus domain, long now) {
    long watts = GridLimit.watts(event, domain.hardware().value(), now);
    return watts == Caps.NO_LIMIT ? null : watts;
  }
}
