package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.view.Staleness;
import io.wattpack.core.model.Regions;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.MeterStatus;
import io.wattpack.core.state.RegionStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fleet and its price zones, with the words of power domains. */
final class RegionsJson {
  private RegionsJson() {}

  static ArrayNode all(FleetStatus status, Staleness staleness) {
    ArrayNode all = JsonText.object().putArray("regions");
    status.regions().forEach(region -> all.add(of(region, status, staleness)));
    return all;
  }

  static Optional<RegionStatus> find(FleetStatus status, String id) {
    return status.regions().stream().filter(each -> each.id().value().equals(id)).findFirst();
  }

  static ObjectNode of(RegionStatus region, FleetStatus status, Staleness staleness) {
    ObjectNode json = JsonText.object();
    json.put("id", region.id().value());
    json.put("kind", region.id().equals(Regions.FLEET) ? "fleet" : "price-zone");
    ArrayNode interconnects = json.putArray("interconnects");
    region.interconnects().forEach(each -> interconnects.add(each.value()));
    json.put("hardware_watts", region.hardware().value());
    json.put("binding_limit", region.binding().label());
    json.put("cap_watts", region.cap().value());
    json.put("ceiling_watts", region.ceiling().value());
    json.put("headroom_watts", region.headroom().value());
    json.put("breach_watts", region.breach().value());
    json.set("meter", meter(region, status, staleness));
    ArrayNode steps = json.putArray("future_steps");
    region.futureSteps().forEach(step -> steps.add(PowerTree.json(step)));
    return json;
  }

  /** The sum of its interconnects, as old as the oldest; null: not all have a meter. */
  private static @Nullable ObjectNode meter(
      RegionStatus region, FleetStatus status, Staleness staleness) {
    long watts = 0;
    int read = 0;
    @Nullable MeterStatus oldest = null;
    for (DomainStatus domain : status.domains()) {
      @Nullable MeterStatus meter = domain.meter();
      if (meter != null && region.interconnects().contains(domain.domain().id())) {
        watts += meter.watts().value();
        read++;
        oldest = oldest == null || oldest.sampledAt().isAfter(meter.sampledAt()) ? meter : oldest;
      }
    }
    return oldest == null || read < region.interconnects().size()
        ? null
        : JsonText.object()
            .put("metered_watts", watts)
            .put("source", "sum")
            .put("sampled_at", Lists.time(oldest.sampledAt()))
            .put("age_seconds", staleness.ageSeconds(oldest.sampledAt()))
            .put("stale", staleness.isStale(oldest.sampledAt()));
  }
}
