package io.wattpack.api.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.journal.Journal;
import io.wattpack.api.journal.JournalSchema;
import io.wattpack.api.journal.Migration;
import io.wattpack.api.journal.SqliteStore;
import io.wattpack.api.journal.StoreOptions;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.JobCancelled;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobState;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.Refusal;
import io.wattpack.core.plan.TaskRejected;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.JobStatus;
import io.wattpack.core.state.PlacementStatus;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Millijoules;
import io.wattpack.core.units.Watts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskJobsTest {
  private static final TenantId A = new TenantId("customer-a");
  private static final TenantId B = new TenantId("customer-b");

  @TempDir Path folder;
  private final VirtualTime time = VirtualTime.create();
  private SqliteStore store;
  private Journal journal;
  private TaskJobs tasks;

  @BeforeEach
  void open() {
    List<Migration> tables =
        Stream.of(JournalSchema.MIGRATIONS, TaskSchema.MIGRATIONS).flatMap(List::stream).toList();
    store = SqliteStore.open(folder.resolve("wattpack.db"), tables, time, StoreOptions.DEFAULT);
    journal = new Journal(store);
    tasks = openTasks();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private TaskJobs openTasks() {
    return new TaskJobs(store, journal, this::submit, time, time, time, new Random(1));
  }

  private CompletableFuture<Long> submit(Event event) {
    return journal
        .appendInputs(List.of(new Journal.Arrival(new EpochMillis(time.millis()), event)))
        .thenApply(inputs -> inputs.getFirst().seq());
  }

  private static TaskRequest task() {
    TaskWork work = new TaskWork(1, GpuShare.WHOLE, new Mebibytes(1_000), List.of(), 60_000);
    return new TaskRequest("train", ServiceTier.STANDARD, work);
  }

  private CompletableFuture<TaskRecord> create(TenantId tenant) {
    CompletableFuture<TaskRecord> created = tasks.submit(tenant, task());
    time.runDue();
    return created;
  }

  @Test
  void shouldRefuseWhatIsAboveTheTenantsLimitAndNobodyElse() {
    for (int i = 0; i < TaskJobs.UNFINISHED_MAX; i++) {
      assertThat(create(A)).isCompleted();
    }

    assertThat(create(A).handle((task, failure) -> failure.getCause()).join())
        .isInstanceOf(TooManyTasksException.class)
        .hasMessageContaining("customer-a")
        .hasMessageContaining("1000")
        .hasMessageContaining("Maybe");
    assertThat(create(B)).isCompleted();
  }

  @Test
  void shouldKeepAnAcceptedTaskOverARestart() {
    TaskRecord task = create(A).join();

    tasks = openTasks();
    CompletableFuture<?> cancelled = tasks.cancel(A, task.id().value());
    time.runDue();

    assertThat(cancelled).isCompleted();
    assertThat(journal.read(0, 10).getLast().input().event())
        .isEqualTo(new JobCancelled(task.id()));
  }

  @Test
  void shouldKeepEverythingThatWasAskedForOverARestart() {
    TaskWork work =
        new TaskWork(
            4,
            GpuShare.WHOLE,
            new Mebibytes(1_000),
            List.of(new GpuModelId("a"), new GpuModelId("b")),
            60_000,
            new NodeNeeds(500, new Mebibytes(7), true, null),
            3,
            new PlacementRules(
                List.of(
                    new SpreadLimit(SpreadLevel.GPU_CONTAINER, 2),
                    new SpreadLimit(SpreadLevel.NODE, 1)),
                List.of("old", "burn-in")),
            false);
    TaskRequest request = new TaskRequest("gang", ServiceTier.FLEX, work);
    CompletableFuture<TaskRecord> created = tasks.submit(A, request);
    time.runDue();

    tasks = openTasks();

    assertThat(found(created.join().id()).request()).isEqualTo(request);
  }

  @Test
  void shouldShowAllNodesOfAGangWhileItRuns() {
    TaskRecord task = create(A).join();

    tasks.planned(2, plan(), Fleet.EMPTY, status(running(task.id(), "n-1", "n-2", "n-2")));
    time.runDue();

    TaskRecord seen = found(task.id());
    assertThat(seen.state()).isEqualTo(TaskState.RUNNING);
    assertThat(seen.place()).isEqualTo(new TaskPlace("s", "box", List.of("n-1", "n-2")));
  }

  @Test
  void shouldSayWhyATaskThatDoesNotWaitEnded() {
    TaskRecord task = create(A).join();
    Reason reason = new Reason(ReasonCode.NO_FREE_GPU, new PowerDomainId("grid"), 1, "l4");
    Plan plan = plan(new TaskRejected(task.id(), reason));
    var unused = journal.appendPlan(plan);
    time.runDue();

    tasks.planned(2, plan, Fleet.EMPTY, status());
    time.runDue();
    tasks = openTasks();

    TaskRecord seen = found(task.id());
    assertThat(seen.state()).isEqualTo(TaskState.REJECTED);
    assertThat(seen.reason()).isEqualTo(reason);
    assertThat(seen.endedAt()).isNotNull();
  }

  @Test
  void shouldSayWhyATaskWasNotAccepted() {
    TaskRecord task = create(A).join();
    Reason reason = Reason.about(ReasonCode.UNKNOWN_ID, "customer-a");
    Plan plan =
        new Plan(
            1,
            new EpochMillis(time.millis()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Refusal(1, reason)));
    var unused = journal.appendPlan(plan);
    time.runDue();

    tasks.planned(2, plan, Fleet.EMPTY, status());
    time.runDue();

    assertThat(found(task.id()).state()).isEqualTo(TaskState.FAILED);
    assertThat(found(task.id()).reason()).isEqualTo(reason);
  }

  private TaskRecord found(JobId id) {
    CompletableFuture<Optional<TaskRecord>> found = tasks.get(null, id.value());
    time.runDue();
    return found.join().orElseThrow();
  }

  private Plan plan(Decision... decisions) {
    return new Plan(
        1,
        new EpochMillis(time.millis()),
        decisions.length == 0 ? List.of() : List.of(new Bundle(List.of(decisions))),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private FleetStatus status(ReplicaStatus... replicas) {
    List<JobStatus> jobs = new ArrayList<>();
    for (ReplicaStatus replica : replicas) {
      JobId id = (JobId) replica.owner();
      Job job = new Job(id, A, ServiceTier.STANDARD, task().work(), new EpochMillis(time.millis()));
      jobs.add(new JobStatus(job, JobState.RUNNING, 0, 0, new Millijoules(0), null));
    }
    return new FleetStatus(
        new EpochMillis(time.millis()),
        1,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(replicas),
        jobs,
        PlacementStatus.NOTHING_CLOSED,
        List.of(),
        List.of());
  }

  private static ReplicaStatus running(JobId job, String... nodes) {
    return new ReplicaStatus(
        new ReplicaId(1),
        job,
        ServiceTier.STANDARD,
        ReplicaState.READY,
        new SiteId("s"),
        new GpuContainerId("box"),
        new NodeId(nodes[0]),
        List.of(),
        Arrays.stream(nodes)
            .map(node -> new HostBooking(new NodeId(node), 0, Mebibytes.ZERO))
            .toList(),
        Watts.ZERO,
        null,
        0,
        60_000,
        0,
        0,
        EpochMillis.ZERO,
        Reason.of(ReasonCode.TASK_PLACED));
  }

  @Test
  void shouldHideATaskFromAnotherTenant() {
    TaskRecord task = create(A).join();

    CompletableFuture<?> seen = tasks.get(B, task.id().value());
    time.runDue();

    assertThat(seen.join()).isEqualTo(Optional.empty());
  }
}
