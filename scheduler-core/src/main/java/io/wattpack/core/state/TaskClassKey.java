package io.wattpack.core.state;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import java.util.Comparator;
import java.util.List;

/** What makes waiting tasks equal: one answer holds for all of them. */
public record TaskClassKey(
    ServiceTier tier,
    int gpuCount,
    int shareMilli,
    long memory,
    List<GpuModelId> gpuModels,
    NodeNeeds needs,
    int members,
    PlacementRules rules,
    boolean isWaiting)
    implements Comparable<TaskClassKey> {
  private static final Comparator<TaskClassKey> ORDER =
      Comparator.comparing(TaskClassKey::tier)
          .thenComparingInt(TaskClassKey::gpuCount)
          .thenComparingInt(TaskClassKey::shareMilli)
          .thenComparingLong(TaskClassKey::memory)
          .thenComparing(TaskClassKey::gpuModels, TaskClassKey::compareLists)
          .thenComparingInt(TaskClassKey::members)
          .thenComparing(TaskClassKey::isWaiting)
          .thenComparing(key -> key.needs().toString())
          .thenComparing(key -> key.rules().toString());

  public TaskClassKey {
    gpuModels = List.copyOf(gpuModels);
  }

  /** The class of that task. */
  public static TaskClassKey of(Job job, TaskWork task) {
    List<GpuModelId> models = task.gpuModels().stream().sorted().distinct().toList();
    return new TaskClassKey(
        job.tier(),
        task.gpuCount(),
        task.share().milli(),
        task.memory().value(),
        models,
        task.needs(),
        task.members(),
        task.rules(),
        task.isWaiting());
  }

  @Override
  public int compareTo(TaskClassKey other) {
    return ORDER.compare(this, other);
  }

  private static int compareLists(List<GpuModelId> one, List<GpuModelId> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int byModel = one.get(i).compareTo(other.get(i));
      if (byModel != 0) {
        return byModel;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
