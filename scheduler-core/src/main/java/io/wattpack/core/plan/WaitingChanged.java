package io.wattpack.core.plan;

import io.wattpack.core.model.ReplicaOwner;
import org.jspecify.annotations.Nullable;

/**
 * The pool or task cannot get (all) its replicas for this reason from now on; null: it no longer
 * waits.
 */
public record WaitingChanged(ReplicaOwner work, @Nullable Reason reason) {}
