package io.wattpack.core.plan;

import io.wattpack.core.model.ReplicaId;

/**
 * Let the paused replica work again, under the cap that a {@link CapSet} before it in the bundle
 * gives to its GPUs: from the knee of their model up.
 */
public record ReplicaResume(ReplicaId replica, Reason reason) implements Decision {}
