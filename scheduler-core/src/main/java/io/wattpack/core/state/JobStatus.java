package io.wattpack.core.state;

import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobState;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.units.Millijoules;
import org.jspecify.annotations.Nullable;

/**
 * A job that has not ended (ended ones leave the core; their records stay with the shell).
 *
 * @param linesDone settled lines over all replicas; a task: 0
 * @param waiting why nothing (more) of it runs; null only while it runs
 */
public record JobStatus(
    Job job,
    JobState state,
    long linesDone,
    long tokensDone,
    Millijoules energy,
    @Nullable Reason waiting) {}
