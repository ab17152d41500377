package io.wattpack.core.plan;

import io.wattpack.core.model.ReplicaId;

/**
 * Let the replica return its work and do nothing more. Its weights stay in the memory of its GPUs,
 * which a {@link CapSet} of the same bundle holds to the least cap they take.
 */
public record ReplicaPause(ReplicaId replica, Reason reason) implements Decision {}
