package io.wattpack.core.model;

/** What kind of work a job asks for. */
public enum JobKind {
  BATCH,
  TASK
}
