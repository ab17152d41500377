package io.wattpack.core.plan;

import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import org.jspecify.annotations.Nullable;

/**
 * A part of one GPU.
 *
 * @param slot counts the node's GPUs from 0
 * @param mig the hardware slice it is; null: the whole GPU or a share
 */
public record DeviceBooking(
    NodeId node, int slot, GpuShare share, Mebibytes memory, @Nullable MigSlice mig) {
  /** A whole GPU or a share of one. */
  public DeviceBooking(NodeId node, int slot, GpuShare share, Mebibytes memory) {
    this(node, slot, share, memory, null);
  }
}
