package io.wattpack.core.plan;

import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.units.Watts;

/**
 * Hold each GPU of the replica to a power cap, from the knee of the GPU model up to its peak; of a
 * paused one from the least that the GPU model takes.
 *
 * @param cap watts of each GPU
 * @param order counts the caps of this replica, from 1
 */
public record CapSet(ReplicaId replica, Watts cap, int order, Reason reason) implements Decision {}
