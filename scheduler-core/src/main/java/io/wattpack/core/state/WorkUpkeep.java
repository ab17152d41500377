package io.wattpack.core.state;

import io.wattpack.core.model.Job;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.state.WaitingTasks.TaskClass;
import io.wattpack.core.state.column.Codes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the one order true while work comes, starts and ends. */
final class WorkUpkeep {
  private final State state;

  WorkUpkeep(State state) {
    this.state = state;
  }

  /** Puts the pool where its need and its oldest job say. */
  void refreshPool(int pool) {
    Pools pools = state.pools();
    WorkKey before = pools.queued(pool);
    WorkKey after = pools.isShort(pool) ? keyOf(pool) : null;
    if (before != null && !before.equals(after)) {
      state.dequeue(before);
    }
    if (after != null) {
      state.enqueue(after);
    }
    if (!Objects.equals(before, after)) {
      pools.queue(pool, after);
    }
  }

  private WorkKey keyOf(int pool) {
    int tier = Codes.of(state.topology().pool(pool).id().tier());
    JobKey oldest = state.pools().oldestWork(pool);
    boolean isBelowMin = state.pools().running(pool) < state.topology().pool(pool).replicasMin();
    return oldest == null || isBelowMin
        ? new WorkKey(tier, WorkKey.FIRST, "", pool, null)
        : new WorkKey(tier, oldest.submittedAt(), oldest.id().value(), pool, null);
  }

  void addTask(int slot) {
    TaskClassKey key = classOf(slot);
    state.tasks().add(key, state.jobs().key(slot), slot);
    refreshClass(key, state.tasks().size(key) + 1);
  }

  void removeTask(int slot) {
    TaskClassKey key = classOf(slot);
    state.tasks().remove(key, state.jobs().key(slot));
    refreshClass(key, state.tasks().size(key) - 1);
  }

  private void refreshClass(TaskClassKey key, int size) {
    WaitingTasks tasks = state.tasks();
    TaskClass before = tasks.get(key);
    int oldest = tasks.oldest(key);
    WorkKey queued = oldest < 0 ? null : keyOf(key, oldest);
    if (before != null && !before.queued().equals(queued)) {
      state.dequeue(before.queued());
    }
    if (queued == null) {
      tasks.drop(key);
    } else {
      tasks.put(key, new TaskClass(queued, size, before == null ? null : before.waiting()));
      state.enqueue(queued);
    }
  }

  private WorkKey keyOf(TaskClassKey key, int oldest) {
    JobKey job = state.jobs().key(oldest);
    return new WorkKey(Codes.of(key.tier()), job.submittedAt(), job.id().value(), -1, key);
  }

  void explainTask(int slot, @Nullable Reason reason) {
    state.tasks().explain(classOf(slot), reason);
  }

  TaskClassKey classOf(int slot) {
    Job job = state.jobs().job(slot);
    if (!(job.work() instanceof TaskWork task)) {
      throw new IllegalStateException("The job %s is not a task.".formatted(job.id()));
    }
    return TaskClassKey.of(job, task);
  }
}
