package io.wattpack.core.check;

import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaResume;
import io.wattpack.core.units.GpuShare;
import org.jspecify.annotations.Nullable;

/** When a replica may pause with its weights in memory, and when it may go on. */
final class PauseRules {
  private final Books books;

  PauseRules(Books books) {
    this.books = books;
  }

  @Nullable String faultOf(ReplicaPause decision) {
    LivingReplica replica = books.replica(decision.replica());
    if (replica == null) {
      return "Replica %s is to pause, but none of that number lives.".formatted(decision.replica());
    }
    if (replica.state() != ReplicaState.READY) {
      return "Replica %s is to pause, but it is %s.".formatted(decision.replica(), replica.state());
    }
    if (!(replica.owner() instanceof PoolId)) {
      return "Replica %s is to pause, but %s cannot give its work back."
          .formatted(decision.replica(), replica.owner());
    }
    boolean isWhole =
        replica.gpus() > 0 && replica.milli() == GpuShare.WHOLE_MILLI && replica.slice() == 0;
    return isWhole
        ? null
        : "Replica %s is to pause, but has no GPU of its own.".formatted(decision.replica());
  }

  @Nullable String faultOf(ReplicaResume decision) {
    LivingReplica replica = books.replica(decision.replica());
    if (replica == null) {
      return "Replica %s is to go on, but none of that number lives.".formatted(decision.replica());
    }
    if (!replica.isPaused()) {
      return "Replica %s is to go on, but it is %s.".formatted(decision.replica(), replica.state());
    }
    String fault = faultOfCap(decision, replica);
    return fault != null ? fault : faultOfCount(decision, replica);
  }

  private @Nullable String faultOfCap(ReplicaResume decision, LivingReplica replica) {
    HardwareBooks hardware = books.hardware();
    for (int member = 0; member < replica.members(); member++) {
      GpuModel sheet = hardware.fleet.gpuModelOf(replica.nodeOf(member));
      long cap = hardware.caps.ordered(replica, sheet.peak().value());
      if (cap < CapRules.knee(sheet)) {
        return "Replica %s is to go on at %d W, but GPUs of model %s work from %d W up."
            .formatted(decision.replica(), cap, sheet.id(), CapRules.knee(sheet));
      }
    }
    return null;
  }

  private @Nullable String faultOfCount(ReplicaResume decision, LivingReplica replica) {
    PoolSpec pool = replica.owner() instanceof PoolId id ? books.hardware().fleet.pool(id) : null;
    int count =
        pool == null
            ? 0
            : books.hardware().pools.replicasOf(books.hardware().fleet.poolOf(pool.id()));
    return pool == null || count < pool.replicasMax()
        ? null
        : "Replica %s is one too many for pool %s: it has %d of at most %d."
            .formatted(decision.replica(), pool.id(), count, pool.replicasMax());
  }
}
