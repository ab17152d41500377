package io.wattpack.api.view;

import io.wattpack.api.loop.Intake;
import io.wattpack.api.loop.PlanListener;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was read last at every GPU, for views and figures. Nothing is decided by it, so it is
 * not kept over a restart: the next report brings it again. Readable from any thread, never waits.
 */
public final class GpuReadings implements PlanListener {
  private final Map<GpuId, GpuSample> latest = new ConcurrentHashMap<>();
  private @Nullable Fleet known;

  /** The same intake; what it accepts is noted. */
  public Intake watching(Intake intake) {
    return event -> hear(event, intake.submit(event));
  }

  /** Notes the readings of an event once it is accepted; returns what it was given. */
  public <T> CompletableFuture<T> hear(Event event, CompletableFuture<T> accepted) {
    return event instanceof TelemetryReported reported && !reported.gpus().isEmpty()
        ? accepted.thenApply(
            input -> {
              note(reported);
              return input;
            })
        : accepted;
  }

  private void note(TelemetryReported reported) {
    reported
        .gpus()
        .forEach(
            reading ->
                latest.merge(
                    reading.gpu(),
                    new GpuSample(reading, reported.source(), reported.sampledAt()),
                    GpuReadings::younger));
  }

  private static GpuSample younger(GpuSample one, GpuSample other) {
    return other.sampledAt().value() < one.sampledAt().value() ? one : other;
  }

  /** What was read last at the GPU; empty: nothing since the service started. */
  public Optional<GpuSample> of(GpuId gpu) {
    return Optional.ofNullable(latest.get(gpu));
  }

  /** Forgets the GPUs that another fleet no longer has. */
  @Override
  public void planned(long sequence, Plan plan, Fleet fleet, FleetStatus status) {
    if (fleet.equals(known)) {
      return;
    }
    known = fleet;
    Map<NodeId, Integer> gpus = new HashMap<>();
    status.nodes().forEach(node -> gpus.put(node.id(), node.gpus()));
    latest.keySet().removeIf(gpu -> gpu.slot() >= gpus.getOrDefault(gpu.node(), 0));
  }
}
