package io.wattpack.core.state;

import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobWork;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.state.column.ByteColumn;
import io.wattpack.core.state.column.Codes;
import io.wattpack.core.state.column.IntColumn;
import io.wattpack.core.state.column.NarrowColumn;
import io.wattpack.core.state.column.RefColumn;
import io.wattpack.core.state.column.SlotIndex;
import io.wattpack.core.state.column.Slots;
import io.wattpack.core.state.column.UndoLog;
import io.wattpack.core.units.EpochMillis;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every job that has not ended, by slot. */
public final class Jobs {
  private static final int NO = 0;
  private static final int YES = 1;
  private static final List<ServiceTier> TIERS = List.of(ServiceTier.values());

  private final Slots slots;
  private final SlotIndex byId;
  private final RefColumn<JobId> id;
  private final RefColumn<TenantId> tenant;
  private final ByteColumn tier;
  private final RefColumn<JobWork> work;
  private final NarrowColumn submittedAt;
  private final RefColumn<Progress> progress;
  private final NarrowColumn linesDone;
  private final NarrowColumn tokensDone;
  private final NarrowColumn millijoules;
  private final ByteColumn cancelled;
  private final IntColumn failures;
  private final IntColumn pool;
  private final IntColumn replica;
  private final IntColumn waitsIn;

  Jobs(UndoLog log) {
    slots = new Slots(log);
    byId = new SlotIndex(log);
    id = new RefColumn<>(log, 0);
    tenant = new RefColumn<>(log, 0);
    tier = new ByteColumn(log, 0);
    work = new RefColumn<>(log, 0);
    submittedAt = NarrowColumn.nearFirst(log);
    progress = new RefColumn<>(log, 0);
    linesDone = NarrowColumn.small(log, 0);
    tokensDone = NarrowColumn.small(log, 0);
    millijoules = NarrowColumn.small(log, 0);
    cancelled = new ByteColumn(log, 0);
    failures = new IntColumn(log, 0);
    pool = new IntColumn(log, 0);
    replica = new IntColumn(log, 0);
    waitsIn = new IntColumn(log, 0);
  }

  private Jobs(Jobs other, UndoLog log) {
    slots = other.slots.copy(log);
    byId = other.byId.copy(log);
    id = other.id.copy(log);
    tenant = other.tenant.copy(log);
    tier = other.tier.copy(log);
    work = other.work.copy(log);
    submittedAt = other.submittedAt.copy(log);
    progress = other.progress.copy(log);
    linesDone = other.linesDone.copy(log);
    tokensDone = other.tokensDone.copy(log);
    millijoules = other.millijoules.copy(log);
    cancelled = other.cancelled.copy(log);
    failures = other.failures.copy(log);
    pool = other.pool.copy(log);
    replica = other.replica.copy(log);
    waitsIn = other.waitsIn.copy(log);
  }

  Jobs copy(UndoLog log) {
    return new Jobs(this, log);
  }

  /** The slot of the job; -1: none of that id is known. */
  public int slotOf(JobId meant) {
    return byId.find(meant.hashCode(), slot -> id(slot).equals(meant));
  }

  /** Slots in the order of job ids; costs as much as there are jobs. */
  public List<Integer> all() {
    return Arrays.stream(byId.slots()).boxed().sorted(Comparator.comparing(this::id)).toList();
  }

  /** The job as it was submitted; made anew at each call. */
  public Job job(int slot) {
    return new Job(
        id(slot),
        tenant(slot),
        tier(slot),
        work.require(slot),
        new EpochMillis(submittedAt.get(slot)));
  }

  public JobId id(int slot) {
    return id.require(slot);
  }

  public TenantId tenant(int slot) {
    return tenant.require(slot);
  }

  public ServiceTier tier(int slot) {
    return TIERS.get(tier.get(slot));
  }

  /** The batch it is; null: a task. */
  public @Nullable BatchWork batch(int slot) {
    return work.require(slot) instanceof BatchWork batch ? batch : null;
  }

  /** The task it is; null: a batch. */
  public @Nullable TaskWork task(int slot) {
    return work.require(slot) instanceof TaskWork task ? task : null;
  }

  JobKey key(int slot) {
    return new JobKey(submittedAt.get(slot), id(slot));
  }

  public boolean isCancelled(int slot) {
    return cancelled.get(slot) == YES;
  }

  public int failures(int slot) {
    return failures.get(slot);
  }

  /** The pool that serves the batch; negative: it is a task. */
  public int pool(int slot) {
    return pool.get(slot) - 1;
  }

  /** The slot of the replica that runs the task; negative: none. */
  public int replica(int slot) {
    return replica.get(slot);
  }

  /** Settled lines, never more than the batch has. */
  public long linesDone(int slot) {
    return linesDone.get(slot);
  }

  public long tokensDone(int slot) {
    return tokensDone.get(slot);
  }

  public long millijoules(int slot) {
    return millijoules.get(slot);
  }

  Progress progress(int slot) {
    Progress known = progress.get(slot);
    return known == null ? Progress.NONE : known;
  }

  Backlog backlog(int slot) {
    BatchWork batch = batch(slot);
    return batch == null || isCancelled(slot)
        ? Backlog.NOTHING
        : Backlog.of(batch, linesDone(slot), tokensDone(slot));
  }

  int add(Job newJob) {
    int slot = slots.take();
    enter(slot, newJob);
    byId.add(newJob.id().hashCode(), slot);
    cancelled.set(slot, NO);
    failures.set(slot, 0);
    pool.set(slot, 0);
    replica.set(slot, -1);
    waitsIn.set(slot, WaitingTasks.NONE);
    report(slot, Progress.NONE);
    return slot;
  }

  private void enter(int slot, Job newJob) {
    id.set(slot, newJob.id());
    tenant.set(slot, newJob.tenant());
    tier.set(slot, Codes.of(newJob.tier()));
    work.set(slot, newJob.work());
    submittedAt.set(slot, newJob.submittedAt().value());
  }

  void serveBy(int slot, int byPool) {
    pool.set(slot, byPool + 1);
  }

  void report(int slot, Progress next) {
    progress.set(slot, next.parts().isEmpty() ? null : next);
    BatchWork batch = batch(slot);
    linesDone.set(slot, batch == null ? 0 : Math.min(batch.lines(), next.lines()));
    tokensDone.set(slot, batch == null ? 0 : Math.min(batch.tokens(), next.tokens()));
    millijoules.set(slot, next.millijoules());
  }

  void cancel(int slot) {
    cancelled.set(slot, YES);
  }

  /** As it was, not as something that happens. */
  void restore(int slot, boolean wasCancelled, int wereFailures) {
    cancelled.set(slot, wasCancelled ? YES : NO);
    failures.set(slot, wereFailures);
  }

  void fail(int slot) {
    failures.add(slot, 1);
  }

  /** The number of the class of equal tasks in which it waits; negative: it does not. */
  int waitsIn(int slot) {
    return waitsIn.get(slot);
  }

  void waitIn(int slot, int taskClass) {
    waitsIn.set(slot, taskClass);
  }

  void run(int slot, int onReplica) {
    replica.set(slot, onReplica);
  }

  void remove(int slot) {
    byId.remove(id(slot).hashCode(), slot);
    id.set(slot, null);
    tenant.set(slot, null);
    work.set(slot, null);
    progress.set(slot, null);
    slots.give(slot);
  }
}
