package io.wattpack.core.event;

import io.wattpack.core.model.ReplicaId;

/** The site reports that the replica serves (a task: that it runs). */
public record ReplicaReady(ReplicaId replica) implements Event {}
