package io.wattpack.core.engine;

import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.placement.Answer;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.TaskRejected;
import io.wattpack.core.state.State;
import io.wattpack.core.state.TaskClassKey;
import io.wattpack.core.state.WorkKey;

/** Makes the decision to start a replica at a place that was found. */
final class Starts {
  private static final Reason AT_MIN = Reason.of(ReasonCode.POOL_AT_MIN);
  private static final Reason BACKLOG = Reason.of(ReasonCode.BACKLOG);
  private static final Reason TASK_PLACED = Reason.of(ReasonCode.TASK_PLACED);

  private final State state;

  Starts(State state) {
    this.state = state;
  }

  ReplicaStart start(WorkKey key, Answer.Placed placed) {
    TaskClassKey task = key.taskClass();
    return task == null ? startOfPool(key.pool(), placed) : startOfTask(task, placed);
  }

  /** The pool, or the oldest task of the class. */
  ReplicaOwner ownerOf(WorkKey key) {
    TaskClassKey task = key.taskClass();
    return task == null
        ? state.topology().pool(key.pool()).id()
        : state.jobs().id(state.tasks().oldest(task));
  }

  private ReplicaStart startOfPool(int pool, Answer.Placed placed) {
    PoolId id = state.topology().pool(pool).id();
    boolean isBelowMin = state.pools().running(pool) < state.topology().pool(pool).replicasMin();
    Reason why = isBelowMin ? AT_MIN : BACKLOG;
    return new ReplicaStart(
        nextReplica(),
        id,
        id.tier(),
        placed.devices(),
        placed.hosts(),
        placed.loadMillis(),
        0,
        why);
  }

  private ReplicaStart startOfTask(TaskClassKey task, Answer.Placed placed) {
    int slot = state.tasks().oldest(task);
    TaskWork work = state.jobs().task(slot);
    if (work == null) {
      throw new IllegalStateException("A batch waits as a task.");
    }
    ServiceTier tier = task.tier();
    return new ReplicaStart(
        nextReplica(),
        state.jobs().id(slot),
        tier,
        placed.devices(),
        placed.hosts(),
        placed.loadMillis(),
        work.runMillis(),
        TASK_PLACED);
  }

  /** Ends the oldest task of the class, which does not wait. */
  TaskRejected reject(TaskClassKey task, Reason reason) {
    return new TaskRejected(state.jobs().id(state.tasks().oldest(task)), reason);
  }

  private ReplicaId nextReplica() {
    return new ReplicaId(state.lastReplica() + 1);
  }
}
