package io.wattpack.core.check;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a replica may start: a fresh number, a known owner, devices that exist, fit and are free,
 * and the watts.
 */
final class StartRules {
  private final Books books;

  StartRules(Books books) {
    this.books = books;
  }

  /** What is wrong; null: nothing. The first finding counts, later rules rely on earlier ones. */
  @Nullable String faultOf(ReplicaStart start, EpochMillis at) {
    String fault = faultOfNumber(start);
    fault = fault != null ? fault : faultOfPlace(start);
    fault = fault != null ? fault : faultOfOwner(start);
    fault = fault != null ? fault : faultOfBookings(start);
    return fault != null ? fault : faultOfWatts(start, at);
  }

  private @Nullable String faultOfNumber(ReplicaStart start) {
    if (start.replica().value() <= books.lastReplica()) {
      return "Replica %s is not new: numbers up to %d were used."
          .formatted(start.replica(), books.lastReplica());
    }
    return null;
  }

  private @Nullable String faultOfPlace(ReplicaStart start) {
    DeviceBooking first = start.devices().getFirst();
    int number = books.hardware().fleet.nodeOf(first.node());
    if (number < 0) {
      return "Replica %s is placed on node %s, which does not exist."
          .formatted(start.replica(), first.node());
    }
    return faultOfSlots(start, books.hardware().fleet.node(number));
  }

  private static @Nullable String faultOfSlots(ReplicaStart start, Node node) {
    boolean[] used = new boolean[node.gpuCount()];
    for (DeviceBooking device : start.devices()) {
      if (!device.node().equals(node.id())) {
        return "Replica %s is spread over the nodes %s and %s."
            .formatted(start.replica(), node.id(), device.node());
      }
      if (device.slot() < 0 || device.slot() >= node.gpuCount()) {
        return "Replica %s is placed on slot %d of node %s, which has %d GPUs."
            .formatted(start.replica(), device.slot(), node.id(), node.gpuCount());
      }
      if (used[device.slot()]) {
        return "Replica %s takes slot %d of node %s twice."
            .formatted(start.replica(), device.slot(), node.id());
      }
      used[device.slot()] = true;
    }
    return null;
  }

  private @Nullable String faultOfOwner(ReplicaStart start) {
    return switch (start.owner()) {
      case PoolId pool -> faultOfPoolStart(start, pool);
      case JobId job -> faultOfTaskStart(start, job);
    };
  }

  private @Nullable String faultOfPoolStart(ReplicaStart start, PoolId id) {
    PoolSpec pool = books.hardware().fleet.pool(id);
    if (pool == null) {
      return "Replica %s starts for pool %s, which the fleet does not have."
          .formatted(start.replica(), id);
    }
    if (books.replicasOf(id) >= pool.replicasMax()) {
      return "Replica %s is one too many for pool %s: it has %d of at most %d."
          .formatted(start.replica(), id, books.replicasOf(id), pool.replicasMax());
    }
    if (start.runMillis() != 0) {
      return "Replica %s of pool %s is to end after %d ms, but a pool's replica has no end."
          .formatted(start.replica(), id, start.runMillis());
    }
    String fault = faultOfTier(start, id.tier());
    return fault != null ? fault : faultOfProfile(start, id);
  }

  private static @Nullable String faultOfTier(ReplicaStart start, ServiceTier tier) {
    if (start.tier() != tier) {
      return "Replica %s starts at tier %s, but its owner %s is %s."
          .formatted(start.replica(), start.tier().label(), start.owner(), tier.label());
    }
    return null;
  }

  private @Nullable String faultOfProfile(ReplicaStart start, PoolId pool) {
    GpuModelId gpuModel = gpuModelOf(start);
    for (ModelProfile profile : books.hardware().fleet.profilesOf(pool.model())) {
      if (profile.gpuModel().equals(gpuModel) && fits(start, profile)) {
        return null;
      }
    }
    return "Replica %s fits no profile of model %s on GPU model %s: it takes %s."
        .formatted(start.replica(), pool.model(), gpuModel, describe(start.devices()));
  }

  private GpuModelId gpuModelOf(ReplicaStart start) {
    FleetBook fleet = books.hardware().fleet;
    return fleet.node(fleet.nodeOf(start.devices().getFirst().node())).gpuModel();
  }

  private static boolean fits(ReplicaStart start, ModelProfile profile) {
    return start.devices().size() == profile.gpuCount()
        && start.devices().stream()
            .allMatch(
                device ->
                    device.share().equals(profile.share())
                        && device.memory().equals(profile.memory()));
  }

  private static String describe(List<DeviceBooking> devices) {
    DeviceBooking first = devices.getFirst();
    return "%d GPUs, %d thousandths and %d MiB of the first"
        .formatted(devices.size(), first.share().milli(), first.memory().value());
  }

  private @Nullable String faultOfTaskStart(ReplicaStart start, JobId id) {
    KnownJob job = books.job(id);
    if (job == null) {
      return "Replica %s starts for job %s, which is unknown or has ended."
          .formatted(start.replica(), id);
    }
    if (!(job.job().work() instanceof TaskWork task)) {
      return "Replica %s starts for job %s, which is a batch: its replicas belong to pools."
          .formatted(start.replica(), id);
    }
    if (job.cancelled() || job.running()) {
      return "Replica %s starts for job %s, which %s."
          .formatted(
              start.replica(), id, job.running() ? "has a replica already" : "was cancelled");
    }
    String fault = faultOfTier(start, job.job().tier());
    return fault != null ? fault : faultOfNeeds(start, task);
  }

  private @Nullable String faultOfNeeds(ReplicaStart start, TaskWork task) {
    GpuModelId gpuModel = gpuModelOf(start);
    if (!task.gpuModels().isEmpty() && !task.gpuModels().contains(gpuModel)) {
      return "Replica %s is placed on GPU model %s, but job %s accepts %s."
          .formatted(start.replica(), gpuModel, start.owner(), task.gpuModels());
    }
    if (!gives(start, task) || start.runMillis() != task.runMillis()) {
      return "Replica %s takes %s for %d ms, but job %s asked for %d GPUs, %d thousandths and %d MiB of each for %d ms."
          .formatted(
              start.replica(),
              describe(start.devices()),
              start.runMillis(),
              start.owner(),
              task.gpuCount(),
              task.share().milli(),
              task.memory().value(),
              task.runMillis());
    }
    return null;
  }

  private static boolean gives(ReplicaStart start, TaskWork task) {
    return start.devices().size() == task.gpuCount()
        && start.devices().stream()
            .allMatch(
                device ->
                    device.share().equals(task.share()) && device.memory().equals(task.memory()));
  }

  private @Nullable String faultOfBookings(ReplicaStart start) {
    HardwareBooks hardware = books.hardware();
    int node = hardware.fleet.nodeOf(start.devices().getFirst().node());
    for (DeviceBooking device : start.devices()) {
      String fault = hardware.devices.faultOf(node, device);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private @Nullable String faultOfWatts(ReplicaStart start, EpochMillis at) {
    HardwareBooks hardware = books.hardware();
    int node = hardware.fleet.nodeOf(start.devices().getFirst().node());
    String what = "Replica %s".formatted(start.replica());
    return hardware.faultOfRise(
        what, hardware.fleet.domainOfNode(node), hardware.rise(node, start.devices()), at);
  }
}
