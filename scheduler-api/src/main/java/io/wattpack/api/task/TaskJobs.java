package io.wattpack.api.task;

import io.wattpack.api.journal.CommitPoint;
import io.wattpack.api.journal.JournalReader;
import io.wattpack.api.journal.Store;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.loop.PlanListener;
import io.wattpack.core.event.JobCancelled;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.units.EpochMillis;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of all tenants. A task's record is on disk before the scheduler hears of it, so that it
 * is never lost and never runs without one; a crash between the two leaves a record that nobody was
 * told of, which the next start removes.
 */
public final class TaskJobs implements PlanListener {
  /** Unfinished tasks of one tenant: every different one may be asked for again in a step. */
  public static final int UNFINISHED_MAX = 1_000;

  private final Store store;
  private final JournalReader journal;
  private final Intake intake;
  private final InstantSource clock;
  private final Executor blocking;
  private final RandomGenerator random;
  private final TaskFollower follower;

  /**
   * Reads what was not finished; blocks.
   *
   * @param blocking for reads of the store
   * @param serial one task at a time, may block: follows what becomes of tasks
   */
  public TaskJobs(
      Store store,
      JournalReader journal,
      Intake intake,
      InstantSource clock,
      Executor blocking,
      Executor serial,
      RandomGenerator random) {
    this.store = store;
    this.journal = journal;
    this.intake = intake;
    this.clock = clock;
    this.blocking = blocking;
    this.random = random;
    this.follower = new TaskFollower(store, new TaskEnding(journal), serial);
    recover();
  }

  /**
   * Accepts a task; completes when its record and its submission are on disk. Fails with {@link
   * TooManyTasksException} when the tenant has {@link #UNFINISHED_MAX} already.
   */
  public CompletableFuture<TaskRecord> submit(TenantId tenant, TaskRequest request) {
    EpochMillis now = new EpochMillis(clock.millis());
    TaskRecord task =
        new TaskRecord(newId(), tenant, request, TaskState.WAITING, now, null, null, null, null);
    return CompletableFuture.supplyAsync(journal::last, blocking)
        .thenCompose(from -> record(task, from))
        .thenCompose(recorded -> intake.submit(new JobSubmitted(job(task))))
        .thenApply(
            seq -> {
              follower.follow(task, seq);
              return task;
            });
  }

  /** One task; {@code tenant} null: whoever owns it. */
  public CompletableFuture<Optional<TaskRecord>> get(@Nullable TenantId tenant, String id) {
    return CompletableFuture.supplyAsync(
        () ->
            store
                .read(connection -> TaskTable.find(connection, tenant, id))
                .map(TaskTable.Row::task),
        blocking);
  }

  /** Tasks, newest first, after a page's token; {@code tenant} null: of all. */
  public CompletableFuture<TaskPage> list(
      @Nullable TenantId tenant, int limit, @Nullable Long token) {
    long before = token == null ? Long.MAX_VALUE : token;
    return CompletableFuture.supplyAsync(
        () ->
            TaskPage.of(
                store.read(connection -> TaskTable.list(connection, tenant, before, limit + 1)),
                limit),
        blocking);
  }

  /** Takes a task back; completes when that is on disk. One that has ended stays as it is. */
  public CompletableFuture<Optional<TaskRecord>> cancel(@Nullable TenantId tenant, String id) {
    return get(tenant, id)
        .thenCompose(
            found ->
                found.isEmpty() || found.get().state().isFinal()
                    ? CompletableFuture.completedFuture(found)
                    : intake.submit(new JobCancelled(found.get().id())).thenApply(seq -> found));
  }

  @Override
  public void planned(long sequence, Plan plan, Fleet fleet, FleetStatus status) {
    follower.observe(status);
  }

  private CompletableFuture<Integer> record(TaskRecord task, long journalFrom) {
    return store.write(
        CommitPoint.TASK_RECORDED,
        connection -> {
          if (TaskTable.countActive(connection, task.tenant()) >= UNFINISHED_MAX) {
            throw new TooManyTasksException(task.tenant(), UNFINISHED_MAX);
          }
          return TaskTable.insert(connection, task, journalFrom);
        });
  }

  private void recover() {
    List<TaskTable.Row> rows = store.read(TaskTable::active);
    TaskEnding ending = new TaskEnding(journal);
    for (TaskTable.Row row : rows) {
      OptionalLong submission = ending.submission(row.task().id(), row.journalFrom());
      if (submission.isPresent()) {
        follower.follow(row.task(), submission.getAsLong());
      } else {
        remove(row.task().id());
      }
    }
  }

  private void remove(JobId unknown) {
    // Nobody waits for it: what is not removed now is removed by the next start.
    var unused =
        store.write(CommitPoint.TASK_RECORDED, connection -> TaskTable.delete(connection, unknown));
  }

  private static Job job(TaskRecord task) {
    return new Job(
        task.id(), task.tenant(), task.request().tier(), task.request().work(), task.submittedAt());
  }

  private synchronized JobId newId() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    return new JobId("job_" + HexFormat.of().formatHex(bytes));
  }
}
