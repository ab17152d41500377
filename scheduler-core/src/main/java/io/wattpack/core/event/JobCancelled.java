package io.wattpack.core.event;

import io.wattpack.core.model.JobId;

/** The tenant takes the job back: no more of it starts, what runs of it stops. */
public record JobCancelled(JobId job) implements Event {}
