package io.wattpack.core.state;

import io.wattpack.core.model.JobId;
import java.util.Comparator;

/** The age of a job: when it was submitted, then its id. */
record JobKey(long submittedAt, JobId id) implements Comparable<JobKey> {
  private static final Comparator<JobKey> ORDER =
      Comparator.comparingLong(JobKey::submittedAt).thenComparing(JobKey::id);

  @Override
  public int compareTo(JobKey other) {
    return ORDER.compare(this, other);
  }
}
