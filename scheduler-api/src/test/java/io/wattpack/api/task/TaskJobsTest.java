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
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.nio.file.Path;
import java.util.List;
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
  void shouldHideATaskFromAnotherTenant() {
    TaskRecord task = create(A).join();

    CompletableFuture<?> seen = tasks.get(B, task.id().value());
    time.runDue();

    assertThat(seen.join()).isEqualTo(java.util.Optional.empty());
  }
}
