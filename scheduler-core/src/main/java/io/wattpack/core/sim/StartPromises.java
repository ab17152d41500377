package io.wattpack.core.sim;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.List;

/**
 * What starts is what was asked for: every member whole, on one GPU model, with just the GPUs,
 * slices, cores and main memory of its work. Where it may stand is {@link PlacePromises}' matter.
 */
final class StartPromises {
  private final WorldCounts counts;

  /** What every member of a replica asks for; an empty list of GPU models accepts any. */
  private record Asked(
      int gpus,
      GpuShare share,
      Mebibytes memory,
      List<GpuModelId> gpuModels,
      NodeNeeds needs,
      int members) {
    static Asked of(TaskWork task) {
      return new Asked(
          task.gpuCount(),
          task.share(),
          task.memory(),
          task.gpuModels(),
          task.needs(),
          task.members());
    }

    static Asked of(ModelProfile profile) {
      return new Asked(
          profile.gpuCount(),
          profile.share(),
          profile.memory(),
          List.of(profile.gpuModel()),
          profile.needs(),
          profile.members());
    }
  }

  StartPromises(WorldCounts counts) {
    this.counts = counts;
  }

  /** After the plan was entered. */
  void check(Plan plan) {
    for (Bundle bundle : plan.bundles()) {
      for (Decision decision : bundle.decisions()) {
        if (decision instanceof ReplicaStart start) {
          check(start);
        }
      }
    }
  }

  private void check(ReplicaStart start) {
    long models =
        start.hosts().stream().map(host -> counts.node(host.node()).gpuModel()).distinct().count();
    if (models != 1 || !isAsked(start)) {
      throw new BrokenPromise("A start is not what was asked for: %s.".formatted(start));
    }
  }

  private TaskWork task(JobId id) {
    Job job = counts.jobs().get(id);
    if (job != null && job.work() instanceof TaskWork task) {
      return task;
    }
    throw new BrokenPromise("A plan starts %s, which is no task.".formatted(id));
  }

  private boolean isAsked(ReplicaStart start) {
    return switch (start.owner()) {
      case JobId job -> takes(start, Asked.of(task(job)));
      case PoolId pool ->
          counts.fleet().modelProfiles().stream()
              .filter(profile -> profile.model().equals(pool.model()))
              .anyMatch(profile -> takes(start, Asked.of(profile)));
    };
  }

  private boolean takes(ReplicaStart start, Asked asked) {
    if (start.hosts().size() != asked.members()
        || start.devices().size() != asked.members() * asked.gpus()) {
      return false;
    }
    boolean takes = true;
    for (int member = 0; member < asked.members(); member++) {
      int first = member * asked.gpus();
      List<DeviceBooking> devices = start.devices().subList(first, first + asked.gpus());
      takes &= takes(start.hosts().get(member), devices, asked);
    }
    return takes;
  }

  private boolean takes(HostBooking host, List<DeviceBooking> devices, Asked asked) {
    Node node = counts.node(host.node());
    boolean isOn = devices.stream().allMatch(device -> device.node().equals(node.id()));
    long slots = devices.stream().mapToInt(DeviceBooking::slot).distinct().count();
    long groups =
        devices.stream().mapToInt(one -> one.slot() / node.linkedGpus()).distinct().count();
    return isOn
        && slots == asked.gpus()
        && host.cpuMilli() == asked.needs().cpuMilli()
        && host.memory().equals(asked.needs().memory())
        && (asked.gpuModels().isEmpty() || asked.gpuModels().contains(node.gpuModel()))
        && (!asked.needs().isLinked() || groups <= 1)
        && devices.stream().allMatch(device -> takes(node, device, asked));
  }

  private boolean takes(Node node, DeviceBooking device, Asked asked) {
    String slice = asked.needs().migProfile();
    if (slice == null) {
      return device.mig() == null
          && device.share().equals(asked.share())
          && device.memory().equals(asked.memory());
    }
    MigProfile profile = counts.gpuModel(node).mig().profile(slice);
    return profile != null
        && device.mig() != null
        && device.mig().profile().equals(slice)
        && device.share().milli() == profile.milli()
        && device.memory().equals(profile.memory());
  }
}
