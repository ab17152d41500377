package io.wattpack.core.check;

import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.TaskWork;

/**
 * Whether a job makes sense on a fleet: its tenant, model and sites exist, its figures are
 * possible.
 */
final class JobRules {
  /** More than this is no batch, and sums of such could overflow. */
  private static final long LINES_MAX = 1_000_000_000L;

  private static final long TOKENS_MAX = 1_000_000_000_000L;

  private JobRules() {}

  static boolean makesSense(Job job, FleetBook fleet) {
    return fleet.hasTenant(job.tenant())
        && switch (job.work()) {
          case BatchWork batch ->
              isPossible(batch)
                  && isAtKnownSites(batch, fleet)
                  && fleet.poolServing(batch.model(), job.tier()) != null;
          case TaskWork task -> isPossible(task, fleet.fleet);
        };
  }

  private static boolean isPossible(BatchWork batch) {
    return isBetweenOneAnd(LINES_MAX, batch.lines())
        && isBetweenOneAnd(TOKENS_MAX, batch.tokens())
        && isBetweenOneAnd(batch.lines(), batch.chunks());
  }

  private static boolean isBetweenOneAnd(long max, long value) {
    return value >= 1 && value <= max;
  }

  private static boolean isAtKnownSites(BatchWork batch, FleetBook fleet) {
    return batch.allowedSites().size() <= fleet.fleet.sites().size()
        && batch.allowedSites().stream().allMatch(fleet::hasSite);
  }

  private static boolean isPossible(TaskWork task, Fleet fleet) {
    return task.runMillis() >= 0
        && task.gpuModels().size() <= fleet.gpuModels().size()
        && isPossibleGang(task)
        && NeedRules.arePossible(task.needs(), task.gpuCount(), task.members())
        && NeedRules.arePossible(task.rules());
  }

  /** Parts of GPUs are asked for one by one; without GPUs the share means nothing. */
  private static boolean isPossibleGang(TaskWork task) {
    boolean isOfParts = task.gpuCount() > 0 && !task.share().isWhole();
    boolean isSingle = task.gpuCount() <= 1 && task.members() == 1;
    return task.gpuCount() >= 0 && task.members() >= 1 && (isSingle || !isOfParts);
  }
}
