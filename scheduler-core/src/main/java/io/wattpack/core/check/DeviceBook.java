package io.wattpack.core.check;

import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.units.GpuShare;
import org.jspecify.annotations.Nullable;

/** Per GPU: the thousandths and the memory that are booked. */
final class DeviceBook {
  private final FleetBook fleet;
  private final UndoLog undo;
  private final int[] milli;
  private final long[] memory;

  DeviceBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    milli = new int[fleet.deviceCount()];
    memory = new long[fleet.deviceCount()];
  }

  private DeviceBook(DeviceBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    milli = other.milli.clone();
    memory = other.memory.clone();
  }

  DeviceBook fork(UndoLog forked) {
    return new DeviceBook(this, forked);
  }

  boolean isFree(int node, int slot) {
    return milli[fleet.deviceOf(node, slot)] == 0;
  }

  int milliBooked(int node, int slot) {
    return milli[fleet.deviceOf(node, slot)];
  }

  long memoryBooked(int node, int slot) {
    return memory[fleet.deviceOf(node, slot)];
  }

  void book(int node, DeviceBooking booking) {
    change(fleet.deviceOf(node, booking.slot()), booking.share().milli(), booking.memory().value());
  }

  void free(int node, DeviceBooking booking) {
    change(
        fleet.deviceOf(node, booking.slot()), -booking.share().milli(), -booking.memory().value());
  }

  private void change(int device, int milliMore, long memoryMore) {
    milli[device] = Math.addExact(milli[device], milliMore);
    memory[device] = Math.addExact(memory[device], memoryMore);
    undo.remember(
        () -> {
          milli[device] -= milliMore;
          memory[device] -= memoryMore;
        });
  }

  /** Why the booking does not fit on its GPU; null: it fits. The node and the slot must exist. */
  @Nullable String faultOf(int node, DeviceBooking booking) {
    int share = milliBooked(node, booking.slot());
    if (booking.share().milli() > GpuShare.WHOLE_MILLI - share) {
      return "GPU %s:%d is booked twice: %d thousandths asked, %d of %d already booked."
          .formatted(
              booking.node(), booking.slot(), booking.share().milli(), share, GpuShare.WHOLE_MILLI);
    }
    long used = memoryBooked(node, booking.slot());
    long size = fleet.gpuModelOf(node).memory().value();
    if (booking.memory().value() > size - used) {
      return "The memory of GPU %s:%d is booked twice: %d MiB asked, %d of %d MiB already booked."
          .formatted(booking.node(), booking.slot(), booking.memory().value(), used, size);
    }
    return null;
  }
}
