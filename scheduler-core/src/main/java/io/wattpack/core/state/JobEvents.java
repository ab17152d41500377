package io.wattpack.core.state;

import io.wattpack.core.event.BatchProgressed;
import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.state.column.Codes;
import org.jspecify.annotations.Nullable;

/** Applies what happens to jobs. */
final class JobEvents {
  /** Figures of one batch above this are nonsense, and could make sums overflow. */
  private static final long LINES_MAX = 1_000_000_000L;

  private static final long TOKENS_MAX = 1_000_000_000_000L;

  private final State state;
  private final WorkUpkeep upkeep;

  JobEvents(State state) {
    this.state = state;
    upkeep = new WorkUpkeep(state);
  }

  @Nullable Reason submit(Job job) {
    if (state.jobs().slotOf(job.id()) >= 0) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, job.id().value());
    }
    if (state.topology().tenant(job.tenant()) == null) {
      return Reason.about(ReasonCode.UNKNOWN_ID, job.tenant().value());
    }
    return switch (job.work()) {
      case BatchWork batch -> submitBatch(job, batch);
      case TaskWork task -> submitTask(job, task);
    };
  }

  private @Nullable Reason submitBatch(Job job, BatchWork batch) {
    Reason refusal = refusalOf(job, batch);
    if (refusal != null) {
      return refusal;
    }
    int pool = state.topology().poolServing(batch.model(), job.tier());
    if (pool < 0) {
      return Reason.about(ReasonCode.MODEL_NOT_SERVED, batch.model().value());
    }
    int slot = state.jobs().add(job);
    state.jobs().serveBy(slot, pool);
    state.batchOrder().put(orderKey(slot), slot);
    reorder(batch);
    enter(slot);
    return null;
  }

  private @Nullable Reason refusalOf(Job job, BatchWork batch) {
    boolean isPossible =
        batch.lines() >= 1
            && batch.lines() <= LINES_MAX
            && batch.tokens() >= 1
            && batch.tokens() <= TOKENS_MAX
            && batch.chunks() >= 1
            && batch.chunks() <= batch.lines()
            && batch.allowedSites().size() <= state.topology().siteCount();
    if (!isPossible) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, job.id().value());
    }
    for (SiteId site : batch.allowedSites()) {
      if (state.topology().siteIndexOf(site) < 0) {
        return Reason.about(ReasonCode.UNKNOWN_ID, site.value());
      }
    }
    return null;
  }

  private @Nullable Reason submitTask(Job job, TaskWork task) {
    if (!TaskRules.isPossible(task, state.topology().gpuModelCount())) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, job.id().value());
    }
    upkeep.addTask(state.jobs().add(job));
    return null;
  }

  @Nullable Reason progress(BatchProgressed progressed) {
    int slot = state.jobs().slotOf(progressed.job());
    if (slot < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, progressed.job().value());
    }
    long replica = progressed.replica().value();
    if (replica > state.lastReplica()) {
      return Reason.about(ReasonCode.UNKNOWN_ID, progressed.replica().toString());
    }
    if (state.jobs().batch(slot) == null || progressed.lines() < 0 || progressed.tokens() < 0) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, progressed.job().value());
    }
    leave(slot);
    state
        .jobs()
        .report(
            slot,
            state
                .jobs()
                .progress(slot)
                .with(
                    new Progress.Part(
                        replica,
                        progressed.lines(),
                        progressed.tokens(),
                        progressed.energy().value())));
    enter(slot);
    return null;
  }

  @Nullable Reason cancel(JobId id) {
    int slot = state.jobs().slotOf(id);
    if (slot < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, id.value());
    }
    if (state.jobs().isCancelled(slot)) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, id.value());
    }
    if (state.jobs().task(slot) != null) {
      cancelTask(slot);
    } else {
      leave(slot);
      removeFromOrder(slot);
      state.jobs().cancel(slot);
      enter(slot);
    }
    return null;
  }

  private void cancelTask(int slot) {
    int replica = state.jobs().replica(slot);
    if (replica < 0) {
      upkeep.removeTask(slot);
      state.jobs().remove(slot);
      return;
    }
    state.jobs().cancel(slot);
    if (!state.replicas().isLeaving(replica)) {
      state.toStop().put(state.replicas().number(replica), replica);
    }
  }

  @Nullable Reason end(JobId id) {
    int slot = state.jobs().slotOf(id);
    if (slot < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, id.value());
    }
    if (state.jobs().batch(slot) == null) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, id.value());
    }
    leave(slot);
    if (!state.jobs().isCancelled(slot)) {
      removeFromOrder(slot);
    }
    int pool = state.jobs().pool(slot);
    state.jobs().remove(slot);
    settle(pool);
    return null;
  }

  /** Puts a job that stands as it was where it belongs; its replica, if it has one, is known. */
  void resume(int slot) {
    BatchWork batch = state.jobs().batch(slot);
    if (batch == null) {
      resumeTask(slot);
      return;
    }
    state
        .jobs()
        .serveBy(slot, state.topology().poolServing(batch.model(), state.jobs().tier(slot)));
    if (!state.jobs().isCancelled(slot)) {
      state.batchOrder().put(orderKey(slot), slot);
    }
    enter(slot);
  }

  private void resumeTask(int slot) {
    int replica = state.jobs().replica(slot);
    if (replica < 0) {
      upkeep.addTask(slot);
    } else if (state.jobs().isCancelled(slot) && !state.replicas().isLeaving(replica)) {
      state.toStop().put(state.replicas().number(replica), replica);
    }
  }

  /** Counts what is left of the batch into its pool. */
  void enter(int slot) {
    int pool = state.jobs().pool(slot);
    state
        .pools()
        .addWork(pool, slot, state.jobs().key(slot), deadline(slot), state.jobs().backlog(slot));
    settle(pool);
  }

  private void leave(int slot) {
    state
        .pools()
        .removeWork(
            state.jobs().pool(slot),
            state.jobs().key(slot),
            deadline(slot),
            state.jobs().backlog(slot));
  }

  /** Notes since when the pool is quiet, and its place in the order. */
  private void settle(int pool) {
    Pools pools = state.pools();
    boolean isQuiet = pools.tokensLeft(pool) == 0;
    if (isQuiet != (pools.quietSince(pool) != Pools.BUSY)) {
      pools.quiet(pool, isQuiet ? state.now() : Pools.BUSY);
    }
    upkeep.refreshPool(pool);
  }

  private void removeFromOrder(int slot) {
    state.batchOrder().remove(orderKey(slot));
    BatchWork batch = state.jobs().batch(slot);
    if (batch != null) {
      reorder(batch);
    }
  }

  private void reorder(BatchWork batch) {
    state.topology().poolsOf(batch.model()).forEach(state.pools()::reorder);
  }

  private long deadline(int slot) {
    BatchWork batch = state.jobs().batch(slot);
    return batch == null ? 0 : batch.deadline().value();
  }

  private OrderKey orderKey(int slot) {
    Job job = state.jobs().job(slot);
    if (!(job.work() instanceof BatchWork batch)) {
      throw new IllegalStateException("The job %s is not a batch.".formatted(job.id()));
    }
    return new OrderKey(
        batch.model(),
        job.tenant(),
        Codes.of(job.tier()),
        job.submittedAt().value(),
        job.id().value());
  }
}
