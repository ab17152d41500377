package io.wattpack.core.plan;

import io.wattpack.core.model.ReplicaOwner;
import org.jspecify.annotations.Nullable;

/**
 * The pool or task cannot get (all) its replicas for this reason from now on; null: it no longer
 * waits. Named for a task, it holds for every waiting task that is equal to it (tier, GPUs, share,
 * memory, GPU models), so that no number of equal tasks makes a plan long.
 */
public record WaitingChanged(ReplicaOwner work, @Nullable Reason reason) {}
