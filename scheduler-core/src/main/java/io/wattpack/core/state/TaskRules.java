package io.wattpack.core.state;

import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.state.column.Codes;
import java.util.List;

/** Which figures of work make sense, whatever the fleet holds: the bounds keep every sum exact. */
final class TaskRules {
  /** More than any node has, in thousandths of a core or mebibytes. */
  private static final long NEED_MAX = 1_000_000_000L;

  /** A search looks for every member, so that more would make a step long. */
  private static final int MEMBERS_MAX = 1_024;

  private static final int TOLERATIONS_MAX = 64;
  private static final int LEVELS = SpreadLevel.values().length;

  private TaskRules() {}

  /** Whether any fleet with so many GPU models could run the task. */
  static boolean isPossible(TaskWork task, int gpuModels) {
    return task.gpuCount() >= 0
        && (task.gpuCount() <= 1 || task.share().isWhole())
        && task.runMillis() >= 0
        && task.gpuModels().size() <= gpuModels
        && isPossibleGang(task)
        && isPossible(task.needs(), task.gpuCount(), task.members())
        && isPossible(task.rules());
  }

  /** A gang holds whole GPUs or none. */
  private static boolean isPossibleGang(TaskWork task) {
    return task.members() >= 1
        && (task.members() == 1 || task.gpuCount() == 0 || task.share().isWhole());
  }

  /** A hardware slice is one part of one GPU. */
  static boolean isPossible(NodeNeeds needs, int gpuCount, int members) {
    return isNeed(needs.cpuMilli())
        && isNeed(needs.memory().value())
        && members <= MEMBERS_MAX
        && (needs.migProfile() == null || (gpuCount == 1 && members == 1));
  }

  /** Whether so many thousandths of a core, or mebibytes, can be. */
  static boolean isNeed(long value) {
    return value >= 0 && value <= NEED_MAX;
  }

  static boolean isPossible(PlacementRules rules) {
    return rules.tolerations().size() <= TOLERATIONS_MAX && areLimits(rules.spread());
  }

  private static boolean areLimits(List<SpreadLimit> limits) {
    boolean[] isLimited = new boolean[LEVELS];
    for (SpreadLimit limit : limits) {
      int level = Codes.of(limit.level());
      if (limit.replicasMax() < 1 || isLimited[level]) {
        return false;
      }
      isLimited[level] = true;
    }
    return true;
  }
}
