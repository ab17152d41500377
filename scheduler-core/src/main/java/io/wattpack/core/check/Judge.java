package io.wattpack.core.check;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.PoolSized;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.plan.TaskRejected;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with one decision, given the books as they are after the decisions before it.
 */
final class Judge {
  private final Books books;
  private final StartRules starts;
  private final CapRules caps;

  Judge(Books books) {
    this.books = books;
    starts = new StartRules(books);
    caps = new CapRules(books);
  }

  /** What is wrong; null: nothing. */
  @Nullable String faultOf(Decision decision, EpochMillis at) {
    return switch (decision) {
      case ReplicaStart start -> starts.faultOf(start, at);
      case ReplicaStop stop -> faultOfStop(stop);
      case CapSet cap -> caps.faultOf(cap, at);
      case MinerOn on -> faultOfOn(on.minerGroup(), at);
      case MinerOff off -> faultOfMove(off.minerGroup(), MinerState.STOPPING);
      case PoolSized sized -> faultOfSize(sized);
      case TaskRejected rejected -> faultOfRejection(rejected.job());
    };
  }

  private @Nullable String faultOfStop(ReplicaStop stop) {
    LivingReplica replica = books.replica(stop.replica());
    if (replica == null) {
      return "Replica %s is to stop, but none of that number lives.".formatted(stop.replica());
    }
    if (!replica.state().canBecome(ReplicaState.DRAINING)) {
      return "Replica %s is to stop, but it is %s.".formatted(stop.replica(), replica.state());
    }
    return null;
  }

  private @Nullable String faultOfOn(MinerGroupId id, EpochMillis at) {
    String fault = faultOfMove(id, MinerState.STARTING);
    return fault != null ? fault : faultOfSwitchingOn(books.hardware().fleet.minerOf(id), at);
  }

  private @Nullable String faultOfMove(MinerGroupId id, MinerState next) {
    int miner = books.hardware().fleet.minerOf(id);
    if (miner < 0) {
      return "Miner group %s is to be switched, but the fleet has none of that name.".formatted(id);
    }
    if (!books.hardware().fleet.miner(miner).isSwitchable()) {
      return "Miner group %s is to be switched, but it has no actuator.".formatted(id);
    }
    MinerState now = books.hardware().miners.state(miner);
    return now.canBecome(next)
        ? null
        : "Miner group %s is %s and cannot become %s.".formatted(id, now, next);
  }

  private @Nullable String faultOfSwitchingOn(int miner, EpochMillis at) {
    HardwareBooks hardware = books.hardware();
    MinerGroup group = hardware.fleet.miner(miner);
    if (hardware.fleet.isLeavingMiner(group.id())) {
      return "Miner group %s is to be switched on, but the fleet gives it up."
          .formatted(group.id());
    }
    long off = hardware.miners.offMillis(miner, at);
    if (off < group.offMillisMin()) {
      return "Miner group %s is to be switched on after %d ms off, but must stay off for %d ms."
          .formatted(group.id(), off, group.offMillisMin());
    }
    return hardware.power.faultOfMiner(miner, at);
  }

  private @Nullable String faultOfRejection(JobId id) {
    KnownJob job = books.job(id);
    if (job == null) {
      return "Job %s is to be rejected, but is unknown or has ended.".formatted(id);
    }
    if (!(job.work() instanceof TaskWork task) || task.isWaiting()) {
      return "Job %s is to be rejected, but waits for room.".formatted(id);
    }
    return job.running() ? "Job %s is to be rejected, but runs.".formatted(id) : null;
  }

  private @Nullable String faultOfSize(PoolSized sized) {
    PoolSpec pool = books.hardware().fleet.pool(sized.pool());
    if (pool == null) {
      return "Pool %s is to have %d replicas, but the fleet has no such pool."
          .formatted(sized.pool(), sized.replicas());
    }
    if (sized.replicas() < pool.replicasMin() || sized.replicas() > pool.replicasMax()) {
      return "Pool %s is to have %d replicas, but may have %d to %d."
          .formatted(pool.id(), sized.replicas(), pool.replicasMin(), pool.replicasMax());
    }
    return null;
  }
}
