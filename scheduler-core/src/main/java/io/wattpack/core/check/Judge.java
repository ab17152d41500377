package io.wattpack.core.check;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.PoolSized;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaResume;
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
  private final PauseRules pauses;
  private final MinerRules miners;

  Judge(Books books) {
    this.books = books;
    starts = new StartRules(books);
    caps = new CapRules(books);
    pauses = new PauseRules(books);
    miners = new MinerRules(books);
  }

  /** What is wrong; null: nothing. */
  @Nullable String faultOf(Decision decision, EpochMillis at) {
    return switch (decision) {
      case ReplicaStart start -> starts.faultOf(start, at);
      case ReplicaStop stop -> faultOfStop(stop);
      case ReplicaPause pause -> pauses.faultOf(pause);
      case ReplicaResume resume -> pauses.faultOf(resume);
      case CapSet cap -> caps.faultOf(cap, at);
      case MinerOn on -> miners.faultOf(on, at);
      case MinerOff off -> miners.faultOf(off);
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
