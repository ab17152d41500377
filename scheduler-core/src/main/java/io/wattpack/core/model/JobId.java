package io.wattpack.core.model;

/** Names a {@link Job}. A TASK job owns its replica itself. */
public record JobId(String value) implements Comparable<JobId>, ReplicaOwner {
  public JobId {
    Ids.check("JobId", value);
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
