package io.wattpack.core.state;

import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.units.Watts;

/**
 * A node now: how many of its GPUs hold something, the sum of booked thousandths, and its ceiling.
 */
public record NodeStatus(
    NodeId id, SiteId site, int gpus, int gpusBooked, int milliBooked, Watts ceiling) {}
