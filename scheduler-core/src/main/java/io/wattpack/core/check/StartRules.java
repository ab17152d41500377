package io.wattpack.core.check;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/**
 * When a replica may start: a fresh number, places that exist, an owner that asked for just that,
 * nothing closed, devices and nodes with room, and the watts.
 */
final class StartRules {
  private final Books books;
  private final PoolStartRules pools;
  private final TaskStartRules tasks;

  StartRules(Books books) {
    this.books = books;
    pools = new PoolStartRules(books);
    tasks = new TaskStartRules(books);
  }

  /** What is wrong; null: nothing. The first finding counts, later rules rely on earlier ones. */
  @Nullable String faultOf(ReplicaStart start, EpochMillis at) {
    String fault = faultOfNumber(start);
    fault = fault != null ? fault : GangRules.faultOfShape(start);
    return fault != null ? fault : faultOf(start, books.arriving(start), at);
  }

  private @Nullable String faultOfNumber(ReplicaStart start) {
    if (start.replica().value() <= books.lastReplica()) {
      return "Replica %s is not new: numbers up to %d were used."
          .formatted(start.replica(), books.lastReplica());
    }
    return null;
  }

  private @Nullable String faultOf(ReplicaStart start, LivingReplica replica, EpochMillis at) {
    HardwareBooks hardware = books.hardware();
    String fault = GangRules.faultOfPlaces(start, replica, hardware.fleet);
    fault = fault != null ? fault : faultOfOwner(start, replica);
    fault = fault != null ? fault : hardware.places.faultOf(replica, at);
    fault = fault != null ? fault : faultOfDevices(start, replica);
    fault = fault != null ? fault : hardware.hosts.faultOf(replica);
    return fault != null ? fault : hardware.power.faultOfReplica(replica, hardware.devices, at);
  }

  private @Nullable String faultOfOwner(ReplicaStart start, LivingReplica replica) {
    return switch (start.owner()) {
      case PoolId pool -> pools.faultOf(start, replica, pool);
      case JobId job -> tasks.faultOf(start, replica, job);
    };
  }

  private @Nullable String faultOfDevices(ReplicaStart start, LivingReplica replica) {
    DeviceBook devices = books.hardware().devices;
    String fault = null;
    for (int gpu = 0; gpu < replica.gpus() && fault == null; gpu++) {
      fault = devices.faultOf(replica.nodeOfGpu(gpu), replica.gpu(gpu), start.devices().get(gpu));
    }
    return fault;
  }
}
