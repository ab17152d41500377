package io.wattpack.api.report.replay;

import io.wattpack.api.report.trace.TracePod;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.engine.StepResult;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.TaskRejected;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plays through the scheduling engine, one arrival a step, with the checker judging each. */
final class EnginePlayer implements ArrivalPlayer {
  private static final long RUN_MILLIS = 1;

  private final Engine engine;
  private final Set<GpuModelId> gpuModels;
  private final Map<TracePod, Optional<TaskWork>> tasks = new LinkedHashMap<>();
  private long inputs;

  private EnginePlayer(Engine engine, long inputs) {
    this.engine = engine;
    this.inputs = inputs;
    this.gpuModels =
        engine.fleet().gpuModels().stream().map(GpuModel::id).collect(Collectors.toSet());
  }

  static EnginePlayer of(Fleet fleet, PlacementPolicy policy) {
    EnginePlayer player = new EnginePlayer(Engine.create(), 0);
    player.apply(new FleetApplied(fleet, ManagedBy.FILE));
    EnginePlayer ready = new EnginePlayer(player.engine, player.inputs);
    ready.apply(new PolicyApplied(policy));
    return ready;
  }

  /** One more with the same state, that goes its own way. */
  EnginePlayer fork() {
    return new EnginePlayer(engine.fork(), inputs);
  }

  /** From here on it decides by this policy. */
  void decideBy(PlacementPolicy policy) {
    apply(new PolicyApplied(policy));
  }

  private void apply(Event event) {
    StepResult result = step(event);
    if (!result.plan().refusals().isEmpty()) {
      throw new IllegalStateException(
          "The engine refused the trace: %s.".formatted(result.plan().refusals()));
    }
  }

  @Override
  public Optional<PodPlacement> offer(TracePod pod) {
    Optional<TaskWork> task = tasks.computeIfAbsent(pod, this::task);
    if (task.isEmpty()) {
      return Optional.empty();
    }
    return placement(step(new JobSubmitted(job(task.get()))));
  }

  private StepResult step(Event event) {
    EpochMillis now = new EpochMillis(inputs++);
    StepResult result = engine.step(new StepInput(now, List.of(new Input(inputs, now, event))));
    if (!result.unsound().isEmpty()) {
      throw new IllegalStateException(
          "The checker refused a decision: %s.".formatted(result.unsound()));
    }
    return result;
  }

  private Job job(TaskWork task) {
    JobId id = new JobId("p" + inputs);
    return new Job(id, EngineFleet.TENANT, ServiceTier.STANDARD, task, new EpochMillis(inputs));
  }

  /** Empty: it runs only on GPUs that the fleet does not have. */
  private Optional<TaskWork> task(TracePod pod) {
    List<GpuModelId> accepted =
        pod.gpuModels().stream()
            .map(GpuModelId::new)
            .filter(gpuModels::contains)
            .distinct()
            .toList();
    if (accepted.isEmpty() && !pod.gpuModels().isEmpty() && pod.gpuCount() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        new TaskWork(
            pod.gpuCount(),
            pod.gpuCount() == 0 ? GpuShare.WHOLE : new GpuShare(pod.gpuMilli()),
            Mebibytes.ZERO,
            pod.gpuCount() == 0 ? List.of() : accepted,
            RUN_MILLIS,
            new NodeNeeds(pod.cpuMilli(), new Mebibytes(pod.memoryMebibytes()), false, null),
            1,
            PlacementRules.NONE,
            false));
  }

  private static Optional<PodPlacement> placement(StepResult result) {
    for (Bundle bundle : result.plan().bundles()) {
      for (Decision decision : bundle.decisions()) {
        if (decision instanceof ReplicaStart start) {
          return Optional.of(placement(start));
        }
        if (decision instanceof TaskRejected) {
          return Optional.empty();
        }
      }
    }
    throw new IllegalStateException(
        "The engine neither placed nor refused the pod: %s.".formatted(result.plan()));
  }

  private static PodPlacement placement(ReplicaStart start) {
    List<Integer> slots = start.devices().stream().map(DeviceBooking::slot).toList();
    return new PodPlacement(EngineFleet.rank(start.node()), slots);
  }
}
