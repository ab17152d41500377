package io.wattpack.core.model;

/** What a job consists of. */
public sealed interface JobWork permits BatchWork, TaskWork {
  JobKind kind();
}
