package io.wattpack.core.plan.image;

import io.wattpack.core.event.BatchProgressed;
import io.wattpack.core.model.Job;
import java.util.List;

/**
 * A job that has not ended.
 *
 * @param progress the latest of each replica, in the order of replica numbers; a task: empty
 * @param cancelled taken back by its tenant, not gone yet
 * @param failures replicas of a task that failed so far
 */
public record JobImage(Job job, List<BatchProgressed> progress, boolean cancelled, int failures) {
  public JobImage {
    progress = List.copyOf(progress);
  }
}
