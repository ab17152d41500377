package io.wattpack.core.check;

import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobKind;

/**
 * A job that has not ended.
 *
 * @param failures replicas of a task that failed
 * @param cancelled taken back by its tenant; ends with its last replica
 * @param running a task that has a replica, in whatever state
 */
record KnownJob(Job job, int failures, boolean cancelled, boolean running) {
  static KnownJob waiting(Job job) {
    return new KnownJob(job, 0, false, false);
  }

  boolean isTask() {
    return job.work().kind() == JobKind.TASK;
  }

  KnownJob withCancelled() {
    return new KnownJob(job, failures, true, running);
  }

  KnownJob withFailure() {
    return new KnownJob(job, failures + 1, cancelled, running);
  }

  KnownJob withRunning(boolean next) {
    return new KnownJob(job, failures, cancelled, next);
  }
}
