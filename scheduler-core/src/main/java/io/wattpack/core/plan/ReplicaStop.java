package io.wattpack.core.plan;

import io.wattpack.core.model.ReplicaId;

/** Drain and stop the replica. Its devices and watts stay booked until the site confirms. */
public record ReplicaStop(ReplicaId replica, Reason reason) implements Decision {}
