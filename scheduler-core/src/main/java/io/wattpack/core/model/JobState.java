package io.wattpack.core.model;

/** Where a job stands in the core. */
public enum JobState {
  WAITING,
  RUNNING
}
