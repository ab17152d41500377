package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.view.GpuReadings;
import io.wattpack.api.view.GpuSample;
import io.wattpack.api.view.Staleness;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.event.GpuReading;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Taint;
import io.wattpack.core.state.NodeStatus;
import io.wattpack.core.units.Mebibytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes, each with what is free and whether it takes work. */
final class NodesJson {
  private NodesJson() {}

  static List<ObjectNode> of(StatusView picture, GpuReadings gpus, Staleness staleness) {
    Map<NodeId, Node> declared = new HashMap<>();
    picture.fleet().nodes().forEach(node -> declared.put(node.id(), node));
    return picture.status().nodes().stream()
        .map(
            status -> {
              ObjectNode json = json(status, declared.get(status.id()));
              read(json.putArray("gpu_readings"), status, gpus, staleness);
              return json;
            })
        .toList();
  }

  private static ObjectNode json(NodeStatus status, @Nullable Node node) {
    ObjectNode json = JsonText.object();
    json.put("id", status.id().value());
    json.put("site", status.site().value());
    if (node != null) {
      describe(json, node);
    }
    json.put("gpus", status.gpus());
    json.put("gpus_free", status.gpus() - status.gpusBooked());
    json.put("gpu_milli_booked", status.milliBooked());
    json.put("cpu_milli_free", status.cpuMilliFree());
    Mebibytes memory = status.memoryFree();
    json.put("memory_mib_free", memory == null ? null : (Long) memory.value());
    json.put("ceiling_watts", status.ceiling().value());
    json.put("closure", status.closure().label());
    closedGpus(json, status);
    json.put("ready", status.isReady());
    return json;
  }

  /** What was read last at its GPUs, where anything was. */
  private static void read(
      ArrayNode readings, NodeStatus status, GpuReadings gpus, Staleness staleness) {
    for (int slot = 0; slot < status.gpus(); slot++) {
      gpus.of(new GpuId(status.id(), slot))
          .ifPresent(sample -> readings.add(json(sample, staleness)));
    }
  }

  private static ObjectNode json(GpuSample sample, Staleness staleness) {
    GpuReading reading = sample.reading();
    return JsonText.object()
        .put("slot", reading.gpu().slot())
        .put("watts", reading.watts().value())
        .put("busy_permille", reading.busyPermille())
        .put("temperature_millicelsius", reading.milliCelsius())
        .put("source", sample.source().label())
        .put("sampled_at", Lists.time(sample.sampledAt()))
        .put("stale", staleness.isStale(sample.sampledAt()));
  }

  private static void describe(ObjectNode json, Node node) {
    json.put("gpu_container", node.gpuContainer().value());
    json.put("power_domain", node.powerDomain().value());
    json.put("gpu_model", node.gpuModel().value());
    json.put("linked_gpus", node.linkedGpus());
    json.put("cpu_milli", counted(node.host().cpuMilli()));
    json.put("memory_mib", counted(node.host().memory().value()));
    ArrayNode taints = json.putArray("taints");
    node.taints().stream()
        .filter(taint -> taint.slot() == Taint.WHOLE_NODE)
        .forEach(taint -> taints.add(taint.key()));
  }

  private static @Nullable Long counted(long figure) {
    return figure == 0 ? null : (Long) figure;
  }

  /** GPUs that are closed more than their node. */
  private static void closedGpus(ObjectNode json, NodeStatus status) {
    ArrayNode closed = json.putArray("gpus_closed");
    for (int slot = 0; slot < status.gpuClosures().size(); slot++) {
      Closure closure = status.gpuClosures().get(slot);
      if (closure.compareTo(status.closure()) > 0) {
        closed.addObject().put("slot", slot).put("closure", closure.label());
      }
    }
  }
}
