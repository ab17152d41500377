package io.wattpack.core.event;

import io.wattpack.core.model.ReplicaId;

/**
 * The site holds each GPU of the replica to the cap of that order.
 *
 * @param order of {@link io.wattpack.core.plan.CapSet}
 */
public record CapApplied(ReplicaId replica, int order) implements Event {}
