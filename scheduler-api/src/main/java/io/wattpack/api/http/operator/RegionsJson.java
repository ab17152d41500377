package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.view.RegionMeter;
import io.wattpack.api.view.Staleness;
import io.wattpack.core.model.Regions;
import io.wattpack.core.state.FleetStatus;
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

  /** The sum of its interconnects; null: not all have a meter. */
  private static @Nullable ObjectNode meter(
      RegionStatus region, FleetStatus status, Staleness staleness) {
    return RegionMeter.of(region, status)
        .map(
            meter ->
                JsonText.object()
                    .put("metered_watts", meter.watts())
                    .put("source", "sum")
                    .put("sampled_at", Lists.time(meter.sampledAt()))
                    .put("age_seconds", staleness.ageSeconds(meter.sampledAt()))
                    .put("stale", staleness.isStale(meter.sampledAt())))
        .orElse(null);
  }
}
