package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.http.Reasons;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.Watts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Replicas that are not stopped yet. */
final class ReplicasJson {
  private ReplicasJson() {}

  static List<ObjectNode> of(StatusView picture) {
    CapSavings savings = CapSavings.of(picture);
    return picture.status().replicas().stream()
        .map(replica -> json(replica, picture.status(), savings))
        .toList();
  }

  private static ObjectNode json(ReplicaStatus replica, FleetStatus status, CapSavings savings) {
    ObjectNode json = JsonText.object();
    json.put("id", replica.id().toString());
    json.set("owner", owner(replica.owner()));
    json.put("tier", replica.tier().label());
    json.put("state", replica.state().name().toLowerCase(Locale.ROOT));
    json.put("site", replica.site().value());
    json.put("gpu_container", replica.gpuContainer().value());
    json.put("node", replica.node().value());
    ArrayNode devices = json.putArray("devices");
    replica.devices().forEach(device -> devices.add(device(device)));
    ArrayNode members = json.putArray("members");
    replica.hosts().forEach(host -> members.add(member(host)));
    json.put("watts", replica.watts().value());
    json.set("gpu_cap", cap(replica.cap(), savings.peak(replica)));
    json.put("since", Lists.time(replica.since()));
    json.set("reason", Reasons.forOperator(replica.reason(), status));
    return json;
  }

  private static @Nullable ObjectNode cap(@Nullable PowerCap cap, @Nullable Watts peak) {
    return cap == null
        ? null
        : JsonText.object()
            .put("ordered_watts", cap.ordered().value())
            .put("held_watts", cap.held().value())
            .put("peak_watts", peak == null ? null : peak.value());
  }

  private static ObjectNode owner(ReplicaOwner owner) {
    String kind =
        switch (owner) {
          case PoolId pool -> "pool";
          case JobId job -> "job";
        };
    return JsonText.object().put("kind", kind).put("id", owner.toString());
  }

  private static ObjectNode device(DeviceBooking device) {
    MigSlice slice = device.mig();
    return JsonText.object()
        .put("node", device.node().value())
        .put("slot", device.slot())
        .put("share_milli", device.share().milli())
        .put("memory_mib", device.memory().value())
        .put("mig", slice == null ? null : slice.profile());
  }

  private static ObjectNode member(HostBooking host) {
    return JsonText.object()
        .put("node", host.node().value())
        .put("cpu_milli", host.cpuMilli())
        .put("memory_mib", host.memory().value());
  }
}
