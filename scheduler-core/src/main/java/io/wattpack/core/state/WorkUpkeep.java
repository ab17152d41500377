package io.wattpack.core.state;

import io.wattpack.core.model.Job;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Reason;
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
    WorkKey after = pools.isWaiting(pool) ? keyOf(pool) : null;
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
    Job job = state.jobs().job(slot);
    if (!(job.work() instanceof TaskWork task)) {
      throw new IllegalStateException("The job %s is not a task.".formatted(job.id()));
    }
    TaskClassKey key = TaskClassKey.of(job, task);
    int number = state.tasks().add(key, job.submittedAt().value(), job.id().value(), slot);
    state.jobs().waitIn(slot, number);
    refreshClass(number);
  }

  void removeTask(int slot) {
    int number = classOf(slot);
    Job job = state.jobs().job(slot);
    state.tasks().remove(number, job.submittedAt().value(), job.id().value());
    state.jobs().waitIn(slot, WaitingTasks.NONE);
    refreshClass(number);
  }

  private void refreshClass(int number) {
    WaitingTasks tasks = state.tasks();
    WorkKey before = tasks.queued(number);
    int oldest = tasks.oldest(number);
    if (oldest < 0) {
      leaveOrder(before);
      tasks.drop(number);
    } else if (before == null || !isOf(before, state.jobs().job(oldest))) {
      leaveOrder(before);
      WorkKey after = keyOf(tasks.key(number), state.jobs().job(oldest));
      tasks.queue(number, after);
      state.enqueue(after);
    }
  }

  private void leaveOrder(@Nullable WorkKey key) {
    if (key != null) {
      state.dequeue(key);
    }
  }

  private static boolean isOf(WorkKey key, Job job) {
    return key.age() == job.submittedAt().value() && key.id().equals(job.id().value());
  }

  private static WorkKey keyOf(TaskClassKey key, Job oldest) {
    return new WorkKey(
        Codes.of(key.tier()), oldest.submittedAt().value(), oldest.id().value(), -1, key);
  }

  void explainTask(int slot, @Nullable Reason reason) {
    state.tasks().explain(classOf(slot), reason);
  }

  private int classOf(int slot) {
    int number = state.jobs().waitsIn(slot);
    if (number == WaitingTasks.NONE) {
      throw new IllegalStateException("The job %s does not wait.".formatted(state.jobs().id(slot)));
    }
    return number;
  }
}
