package io.wattpack.core.plan;

import io.wattpack.core.model.NodeId;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;

/** A part of one GPU. {@code slot} counts the node's GPUs from 0. */
public record DeviceBooking(NodeId node, int slot, GpuShare share, Mebibytes memory) {}
