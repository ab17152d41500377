package io.wattpack.core.event;

import io.wattpack.core.model.ReplicaId;

/** The site confirms that the replica is gone and draws nothing: its devices and watts are free. */
public record ReplicaStopped(ReplicaId replica, StopCause cause) implements Event {}
