package io.wattpack.core.check;

import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobKind;
import io.wattpack.core.model.JobWork;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TenantId;

/**
 * What must be known of a job that has not ended.
 *
 * @param failures replicas of a task that failed
 * @param cancelled taken back by its tenant; ends with its last replica
 * @param running a task that has a replica, in whatever state
 */
record KnownJob(
    JobId id,
    TenantId tenant,
    ServiceTier tier,
    JobWork work,
    byte failures,
    boolean cancelled,
    boolean running) {
  /** Of a job, by the instances of tenant and work that others may share. */
  static KnownJob waiting(Job job, TenantId tenant, JobWork work) {
    return new KnownJob(job.id(), tenant, job.tier(), work, (byte) 0, false, false);
  }

  boolean isTask() {
    return work.kind() == JobKind.TASK;
  }

  KnownJob withCancelled() {
    return new KnownJob(id, tenant, tier, work, failures, true, running);
  }

  KnownJob withFailures(int count) {
    return new KnownJob(id, tenant, tier, work, (byte) count, cancelled, running);
  }

  KnownJob withRunning(boolean next) {
    return new KnownJob(id, tenant, tier, work, failures, cancelled, next);
  }
}
