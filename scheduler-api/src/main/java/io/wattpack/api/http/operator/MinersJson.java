package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.MinerStatus;
import java.util.List;
import java.util.Locale;

/** Miner groups. */
final class MinersJson {
  private MinersJson() {}

  static List<ObjectNode> of(FleetStatus status) {
    return status.miners().stream().map(MinersJson::json).toList();
  }

  private static ObjectNode json(MinerStatus miner) {
    MinerGroup group = miner.group();
    return JsonText.object()
        .put("id", group.id().value())
        .put("site", miner.site().value())
        .put("power_domain", group.powerDomain().value())
        .put("watts", group.watts().value())
        .put("joules_per_terahash", group.millijoulesPerTerahash() / 1000.0)
        .put("steps", group.steps())
        .put("steps_ordered", miner.steps().ordered())
        .put("steps_running", miner.steps().running())
        .put("watts_drawn_max", miner.wattsDrawn().value())
        .put("state", miner.state().name().toLowerCase(Locale.ROOT))
        .put("actuator", group.actuator().label())
        .put("source", group.source().label());
  }
}
