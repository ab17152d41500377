package io.wattpack.core.check;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.ReplicaStart;
import org.jspecify.annotations.Nullable;

/** When a replica may start for a task: one that waits, with just what it asked for. */
final class TaskStartRules {
  private final Books books;

  TaskStartRules(Books books) {
    this.books = books;
  }

  /** What is wrong; null: nothing. Its places must exist. */
  @Nullable String faultOf(ReplicaStart start, LivingReplica replica, JobId id) {
    KnownJob job = books.job(id);
    if (job == null) {
      return "Replica %s starts for job %s, which is unknown or has ended."
          .formatted(start.replica(), id);
    }
    if (!(job.work() instanceof TaskWork task)) {
      return "Replica %s starts for job %s, which is a batch: its replicas belong to pools."
          .formatted(start.replica(), id);
    }
    if (job.cancelled() || job.running()) {
      return "Replica %s starts for job %s, which %s."
          .formatted(
              start.replica(), id, job.running() ? "has a replica already" : "was cancelled");
    }
    String fault = TierRule.faultOf(start, job.tier());
    return fault != null ? fault : faultOf(start, replica, task);
  }

  private @Nullable String faultOf(ReplicaStart start, LivingReplica replica, TaskWork task) {
    HardwareBooks hardware = books.hardware();
    String fault = faultOfGpus(start, replica, task);
    fault = fault != null ? fault : AskRules.faultOfHosts(start, task.needs());
    fault = fault != null ? fault : AskRules.faultOfLinks(replica, task.needs(), hardware.fleet);
    fault = fault != null ? fault : AskRules.faultOfTaints(replica, task.rules(), hardware.fleet);
    return fault != null ? fault : hardware.pools.faultOfTask(replica, task.rules().spread());
  }

  private @Nullable String faultOfGpus(ReplicaStart start, LivingReplica replica, TaskWork task) {
    GpuModelId gpuModel = books.hardware().fleet.gpuModelOf(replica.node()).id();
    if (replica.gpus() > 0 && !task.gpuModels().isEmpty() && !task.gpuModels().contains(gpuModel)) {
      return "Replica %s is placed on GPU model %s, but job %s accepts %s."
          .formatted(start.replica(), gpuModel, start.owner(), task.gpuModels());
    }
    return takes(start, task) && start.runMillis() == task.runMillis()
        ? null
        : describe(start, task);
  }

  private static boolean takes(ReplicaStart start, TaskWork task) {
    String slice = task.needs().migProfile();
    return slice != null
        ? AskRules.takesSlice(start, slice)
        : AskRules.takes(start, task.members(), task.gpuCount(), task.share(), task.memory());
  }

  private static String describe(ReplicaStart start, TaskWork task) {
    return "Replica %s takes %s for %d ms, but job %s asked for %s for %d ms."
        .formatted(
            start.replica(),
            AskRules.describe(start),
            start.runMillis(),
            start.owner(),
            describe(task),
            task.runMillis());
  }

  private static String describe(TaskWork task) {
    String members = task.members() == 1 ? "" : " for each of %d members".formatted(task.members());
    String slice = task.needs().migProfile();
    if (slice != null) {
      return "one slice %s".formatted(slice);
    }
    if (task.gpuCount() == 0) {
      return "no GPU" + members;
    }
    return "%d GPUs, %d thousandths and %d MiB of each%s"
        .formatted(task.gpuCount(), task.share().milli(), task.memory().value(), members);
  }
}
