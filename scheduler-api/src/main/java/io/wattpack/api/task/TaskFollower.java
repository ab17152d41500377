package io.wattpack.api.task;

import io.wattpack.api.journal.CommitPoint;
import io.wattpack.api.journal.Store;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.JobStatus;
import io.wattpack.core.state.ReplicaStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the records of unfinished tasks true. It looks at the newest state only, however many plans
 * were in between, and compares: a level, not a sequence of edges, so that nothing is lost when it
 * is slow or starts again.
 */
final class TaskFollower {
  private static final Logger LOG = LoggerFactory.getLogger(TaskFollower.class);

  private final Store store;
  private final TaskEnding ending;
  private final Executor serial;
  private final AtomicReference<FleetStatus> newest = new AtomicReference<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Map<JobId, Followed> active = new LinkedHashMap<>();

  /** An unfinished task and the journal number of its submission. */
  private record Followed(TaskRecord task, long submission) {}

  TaskFollower(Store store, TaskEnding ending, Executor serial) {
    this.store = store;
    this.ending = ending;
    this.serial = serial;
  }

  void follow(TaskRecord task, long submission) {
    serial.execute(() -> active.put(task.id(), new Followed(task, submission)));
    schedule();
  }

  void observe(FleetStatus status) {
    newest.set(status);
    schedule();
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      serial.execute(this::compare);
    }
  }

  private void compare() {
    scheduled.set(false);
    FleetStatus status = newest.get();
    if (status == null || active.isEmpty()) {
      return;
    }
    Map<JobId, JobStatus> jobs = new LinkedHashMap<>();
    status.jobs().forEach(job -> jobs.put(job.job().id(), job));
    for (Followed followed : List.copyOf(active.values())) {
      // A submission that the state does not reflect yet says nothing.
      if (status.lastInput() >= followed.submission()) {
        compare(followed, jobs.containsKey(followed.task().id()), status);
      }
    }
  }

  private void compare(Followed followed, boolean isKnown, FleetStatus status) {
    TaskRecord task = followed.task();
    TaskRecord now = isKnown ? running(task, status) : ended(followed, status);
    if (now.equals(task)) {
      return;
    }
    if (now.state().isFinal()) {
      active.remove(task.id());
    } else {
      active.put(task.id(), new Followed(now, followed.submission()));
    }
    CompletionStage<Integer> written =
        store.writeReserved(
            CommitPoint.TASK_RECORDED, connection -> TaskTable.update(connection, now));
    written.whenComplete(
        (rows, failure) -> {
          if (failure != null) {
            LOG.warn(
                "The record of task {} could not be written: {}", task.id(), failure.getMessage());
            serial.execute(() -> active.put(task.id(), followed));
          }
        });
  }

  private static TaskRecord running(TaskRecord task, FleetStatus status) {
    for (ReplicaStatus replica : status.replicas()) {
      if (replica.owner().equals(task.id()) && replica.state() == ReplicaState.READY) {
        return task.running(replica.since(), place(replica));
      }
    }
    return task.waiting();
  }

  private static TaskPlace place(ReplicaStatus replica) {
    List<String> nodes =
        replica.hosts().stream().map(host -> host.node().value()).distinct().toList();
    return new TaskPlace(replica.site().value(), replica.gpuContainer().value(), nodes);
  }

  private TaskRecord ended(Followed followed, FleetStatus status) {
    TaskRecord task = followed.task();
    TaskEnd how = ending.end(task.id(), followed.submission());
    return task.ended(how, status.at());
  }
}
