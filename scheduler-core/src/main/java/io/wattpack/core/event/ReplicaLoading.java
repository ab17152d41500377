package io.wattpack.core.event;

import io.wattpack.core.model.ReplicaId;

/** The site reports that the replica's process runs and loads weights. */
public record ReplicaLoading(ReplicaId replica) implements Event {}
