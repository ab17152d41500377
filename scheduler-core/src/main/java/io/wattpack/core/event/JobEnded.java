package io.wattpack.core.event;

import io.wattpack.core.model.JobId;

/**
 * The data plane has settled every line of a batch (answered, failed, expired or cancelled): no
 * work is left.
 */
public record JobEnded(JobId job) implements Event {}
