package io.wattpack.core.state;

import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/** Applies what sites report about replicas. */
final class ReplicaEvents {
  /** A task that failed this often is over. */
  private static final int FAILURES_MAX = 3;

  private final State state;
  private final WorkUpkeep upkeep;

  ReplicaEvents(State state) {
    this.state = state;
    upkeep = new WorkUpkeep(state);
  }

  @Nullable Reason loading(ReplicaId id) {
    return move(id, ReplicaState.LOADING);
  }

  /** Of a paused one it is old news: only a decision lets it work again. */
  @Nullable Reason ready(ReplicaId id) {
    int replica = state.replicas().slotOf(id.value());
    if (replica >= 0 && state.replicas().isPaused(replica)) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, id.toString());
    }
    Reason refusal = move(id, ReplicaState.READY);
    if (refusal == null && state.replicas().pool(replica) >= 0) {
      state.pools().countReady(state.replicas().pool(replica), 1);
    }
    return refusal;
  }

  private @Nullable Reason move(ReplicaId id, ReplicaState next) {
    int replica = state.replicas().slotOf(id.value());
    if (replica < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, id.toString());
    }
    if (!state.replicas().state(replica).canBecome(next)) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, id.toString());
    }
    state.replicas().move(replica, next, state.now());
    return null;
  }

  @Nullable Reason stopped(ReplicaStopped event) {
    int replica = state.replicas().slotOf(event.replica().value());
    if (replica < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, event.replica().toString());
    }
    int pool = state.replicas().pool(replica);
    int job = state.replicas().job(replica);
    new Occupancy(state).vacate(replica);
    state.toStop().remove(event.replica().value());
    state.replicas().remove(replica);
    if (pool >= 0) {
      upkeep.refreshPool(pool);
    } else {
      settleTask(job, event.cause());
    }
    new FleetChange(state).endDrain();
    return null;
  }

  /** One that speaks of an order before the last leaves in force what came after it. */
  @Nullable Reason capped(CapApplied event) {
    int replica = state.replicas().slotOf(event.replica().value());
    if (replica < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, event.replica().toString());
    }
    PowerCap cap = state.replicas().cap(replica);
    if (cap == null || !cap.isOf(event.order())) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, event.replica().toString());
    }
    state.replicas().hold(replica, cap.applied(event.order(), new EpochMillis(state.now())));
    new Occupancy(state).hold(replica);
    return null;
  }

  private void settleTask(int job, StopCause cause) {
    Jobs jobs = state.jobs();
    jobs.run(job, -1);
    if (cause == StopCause.FAILED) {
      jobs.fail(job);
    }
    boolean isOver =
        cause == StopCause.COMPLETED || jobs.isCancelled(job) || jobs.failures(job) >= FAILURES_MAX;
    if (isOver) {
      jobs.remove(job);
    } else {
      upkeep.addTask(job);
    }
  }
}
