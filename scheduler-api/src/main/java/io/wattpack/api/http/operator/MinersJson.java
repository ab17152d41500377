package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.view.MinerAlarm;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.MinerStatus;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Miner groups. */
final class MinersJson {
  private MinersJson() {}

  static List<ObjectNode> of(FleetStatus status) {
    return status.miners().stream().map(MinersJson::json).toList();
  }

  private static ObjectNode json(MinerStatus miner) {
    MinerGroup group = miner.group();
    ObjectNode json =
        JsonText.object()
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
    json.set("operator_limit", limit(group, miner.operatorLimit()));
    return json;
  }

  static @Nullable ObjectNode limit(MinerGroup group, @Nullable MinerLimit limit) {
    return limit == null
        ? null
        : JsonText.object()
            .put("limit_steps", limit.stepsMax())
            .put("limit_watts", group.wattsOf(limit.stepsMax()))
            .put("until", Lists.timeOrNull(limit.until()));
  }

  /** One group with all that is known of it. */
  static ObjectNode whole(MinerStatus miner, FleetStatus status, @Nullable MinerAlarm alarm) {
    MinerGroup group = miner.group();
    ObjectNode json =
        json(miner)
            .put("steps_drawn_max", miner.steps().drawn())
            .put("watts_ordered", group.wattsOf(miner.steps().ordered()))
            .put("watts_per_step_max", group.wattsOf(1))
            .put("off_millis", group.offMillis())
            .put("on_millis", group.onMillis())
            .put("off_millis_min", group.offMillisMin())
            .put("on_millis_min", group.onMillisMin())
            .put("wear_micros_per_kilowatt", group.wearMicrosPerKilowatt())
            .put("off_since", Lists.timeOrNull(miner.offSince()))
            .put("on_since", Lists.timeOrNull(miner.onSince()));
    json.set("alarm", alarm(alarm));
    json.set("held_by", MinerHold.of(miner, status));
    return json;
  }

  private static @Nullable ObjectNode alarm(@Nullable MinerAlarm alarm) {
    if (alarm == null) {
      return null;
    }
    ObjectNode json = JsonText.object().put("watts_drawn_max", alarm.watts().value());
    ArrayNode machines = json.putArray("machines");
    alarm.machines().forEach(machines::add);
    return json;
  }
}
