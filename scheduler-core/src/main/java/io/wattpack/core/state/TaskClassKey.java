package io.wattpack.core.state;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What makes waiting tasks equal: tier and everything that placement looks at, so that one answer
 * holds for all of them. Knows its hash, because it is looked up more often than made.
 */
public final class TaskClassKey implements Comparable<TaskClassKey> {
  private final ServiceTier tier;
  private final int gpuCount;
  private final int shareMilli;
  private final long memory;
  private final List<GpuModelId> gpuModels;
  private final NodeNeeds needs;
  private final int members;
  private final PlacementRules rules;
  private final boolean isWaiting;
  private final int hash;

  private TaskClassKey(ServiceTier tier, TaskWork task) {
    boolean hasGpus = task.gpuCount() > 0;
    this.tier = tier;
    gpuCount = task.gpuCount();
    shareMilli = hasGpus ? task.share().milli() : 0;
    memory = hasGpus ? task.memory().value() : 0;
    gpuModels = inOrder(task.gpuModels());
    needs = task.needs();
    members = task.members();
    rules = task.rules();
    isWaiting = task.isWaiting();
    hash = computeHash();
  }

  /** The class of a task; a share and its memory mean nothing without GPUs. */
  public static TaskClassKey of(Job job, TaskWork task) {
    return new TaskClassKey(job.tier(), task);
  }

  private static List<GpuModelId> inOrder(List<GpuModelId> models) {
    return models.size() < 2 ? models : models.stream().sorted().distinct().toList();
  }

  private int computeHash() {
    int mixed = tier.label().hashCode();
    mixed = 31 * mixed + gpuCount;
    mixed = 31 * mixed + shareMilli;
    mixed = 31 * mixed + Long.hashCode(memory);
    mixed = 31 * mixed + Long.hashCode(needs.cpuMilli());
    mixed = 31 * mixed + Long.hashCode(needs.memory().value());
    mixed = 31 * mixed + Objects.hashCode(needs.migProfile());
    mixed = 31 * mixed + members;
    return 31 * mixed + gpuModels.hashCode();
  }

  public ServiceTier tier() {
    return tier;
  }

  /** GPUs of each member. */
  public int gpuCount() {
    return gpuCount;
  }

  /** Thousandths of each GPU; 0 without GPUs. */
  public int shareMilli() {
    return shareMilli;
  }

  /** Mebibytes on each GPU; 0 without GPUs. */
  public long memory() {
    return memory;
  }

  /** GPU models it accepts, in order; empty: any. */
  public List<GpuModelId> gpuModels() {
    return gpuModels;
  }

  public NodeNeeds needs() {
    return needs;
  }

  public int members() {
    return members;
  }

  public PlacementRules rules() {
    return rules;
  }

  /** Whether its tasks wait for room; if not, they end at once when there is none. */
  public boolean isWaiting() {
    return isWaiting;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this || (other instanceof TaskClassKey key && isEqual(key));
  }

  private boolean isEqual(TaskClassKey other) {
    return hash == other.hash
        && tier == other.tier
        && gpuCount == other.gpuCount
        && shareMilli == other.shareMilli
        && memory == other.memory
        && members == other.members
        && isWaiting == other.isWaiting
        && needs.equals(other.needs)
        && gpuModels.equals(other.gpuModels)
        && rules.equals(other.rules);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Only so that a map stays fast when hashes were made to collide: by hash, then by text. */
  @Override
  public int compareTo(TaskClassKey other) {
    return hash != other.hash || equals(other)
        ? Integer.compare(hash, other.hash)
        : toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return "TaskClass[%s, %d x %d, %d MiB of %s, %s, %d members, %s, %s]"
        .formatted(
            tier.label(),
            gpuCount,
            shareMilli,
            memory,
            gpuModels,
            needs,
            members,
            rules,
            isWaiting ? "waits" : "does not wait");
  }
}
