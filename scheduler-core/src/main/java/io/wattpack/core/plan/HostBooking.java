package io.wattpack.core.plan;

import io.wattpack.core.model.NodeId;
import io.wattpack.core.units.Mebibytes;

/** What one member of a replica books of its node beside GPUs. */
public record HostBooking(NodeId node, long cpuMilli, Mebibytes memory) {}
