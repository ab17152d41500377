package io.wattpack.core.plan;

import io.wattpack.core.model.JobId;

/** A task that does not wait found no place: it has ended. */
public record TaskRejected(JobId job, Reason reason) implements Decision {}
