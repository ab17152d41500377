package io.wattpack.core.check;

import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.MigSlice;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.units.GpuShare;
import org.jspecify.annotations.Nullable;

/** Per GPU: the thousandths, the memory and the hardware slices that are booked. */
final class DeviceBook implements Undoable {
  private static final int MILLI = 0;
  private static final int MEMORY = 1;
  private static final int SLICES = 2;
  private static final int KINDS = 3;

  private final FleetBook fleet;
  private final UndoLog undo;
  private final short[] milli;
  private final long[] memory;
  private final int[] slices;

  DeviceBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    milli = new short[fleet.deviceCount()];
    memory = new long[fleet.deviceCount()];
    slices = new int[fleet.deviceCount()];
  }

  private DeviceBook(DeviceBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    milli = other.milli.clone();
    memory = other.memory.clone();
    slices = other.slices.clone();
  }

  DeviceBook fork(UndoLog forked) {
    return new DeviceBook(this, forked);
  }

  boolean isFree(int device) {
    return milli[device] == 0;
  }

  int milliBooked(int device) {
    return milli[device];
  }

  long memoryBooked(int device) {
    return memory[device];
  }

  /** The slices in use, as {@link Slices} writes them. */
  int slicesBooked(int device) {
    return slices[device];
  }

  void book(int device, LivingReplica replica) {
    change(device, replica.milli(), replica.memory());
    if (replica.slice() != 0) {
      cut(device, Slices.with(slices[device], replica.slice()));
    }
  }

  void free(int device, LivingReplica replica) {
    change(device, -replica.milli(), -replica.memory());
    if (replica.slice() != 0) {
      cut(device, Slices.without(slices[device], replica.slice()));
    }
  }

  private void change(int device, int milliMore, long memoryMore) {
    undo.note(this, KINDS * device + MILLI, milli[device]);
    undo.note(this, KINDS * device + MEMORY, memory[device]);
    milli[device] = (short) (milli[device] + milliMore);
    memory[device] = Math.addExact(memory[device], memoryMore);
  }

  private void cut(int device, int next) {
    undo.note(this, KINDS * device + SLICES, slices[device]);
    slices[device] = next;
  }

  @Override
  public void undo(int place, long figure, @Nullable Object thing) {
    int device = place / KINDS;
    switch (place % KINDS) {
      case MILLI -> milli[device] = (short) figure;
      case MEMORY -> memory[device] = figure;
      default -> slices[device] = (int) figure;
    }
  }

  /** Why the booking does not fit on its GPU; null: it fits. The GPU must exist. */
  @Nullable String faultOf(int node, int device, DeviceBooking booking) {
    String fault = faultOfCut(node, device, booking);
    fault = fault != null ? fault : faultOfShare(device, booking);
    return fault != null ? fault : faultOfMemory(node, device, booking);
  }

  private @Nullable String faultOfShare(int device, DeviceBooking booking) {
    int share = milli[device];
    if (booking.share().milli() > GpuShare.WHOLE_MILLI - share) {
      return "GPU %s:%d is booked twice: %d thousandths asked, %d of %d already booked."
          .formatted(
              booking.node(), booking.slot(), booking.share().milli(), share, GpuShare.WHOLE_MILLI);
    }
    return null;
  }

  private @Nullable String faultOfMemory(int node, int device, DeviceBooking booking) {
    long used = memory[device];
    long size = fleet.gpuModelOf(node).memory().value();
    if (booking.memory().value() > size - used) {
      return "The memory of GPU %s:%d is booked twice: %d MiB asked, %d of %d MiB already booked."
          .formatted(booking.node(), booking.slot(), booking.memory().value(), used, size);
    }
    return null;
  }

  private @Nullable String faultOfCut(int node, int device, DeviceBooking booking) {
    MigSlice slice = booking.mig();
    if (slice != null) {
      return faultOfSlice(node, device, booking, slice);
    }
    if (slices[device] != 0) {
      return "GPU %s:%d is booked as a whole or by share, but is cut into slices."
          .formatted(booking.node(), booking.slot());
    }
    return null;
  }

  private @Nullable String faultOfSlice(
      int node, int device, DeviceBooking booking, MigSlice slice) {
    MigProfile profile = fleet.gpuModelOf(node).mig().profile(slice.profile());
    if (profile == null) {
      return "GPU %s:%d is to be cut into %s, but its model %s has no such MIG profile."
          .formatted(booking.node(), booking.slot(), slice.profile(), fleet.gpuModelOf(node).id());
    }
    if (!profile.starts().contains(slice.start())) {
      return "Slice %s of GPU %s:%d begins at %d, but may begin at %s."
          .formatted(
              profile.name(), booking.node(), booking.slot(), slice.start(), profile.starts());
    }
    String fault = faultOfSize(booking, profile);
    return fault != null ? fault : faultOfRoom(device, booking, slice, fleet.layoutOf(node));
  }

  private static @Nullable String faultOfSize(DeviceBooking booking, MigProfile profile) {
    if (booking.share().milli() == profile.milli() && booking.memory().equals(profile.memory())) {
      return null;
    }
    return "Slice %s of GPU %s:%d is booked with %d thousandths and %d MiB, but has %d and %d MiB."
        .formatted(
            profile.name(),
            booking.node(),
            booking.slot(),
            booking.share().milli(),
            booking.memory().value(),
            profile.milli(),
            profile.memory().value());
  }

  private @Nullable String faultOfRoom(
      int device, DeviceBooking booking, MigSlice slice, MigLayout layout) {
    byte code = Slices.codeOf(slice, layout);
    if (slices[device] == 0 && milli[device] != 0) {
      return "GPU %s:%d is to be cut into slices, but is booked as a whole or by share."
          .formatted(booking.node(), booking.slot());
    }
    byte used = Slices.inTheWayOf(code, slices[device], layout);
    if (used != 0) {
      return "Slice %s at %d of GPU %s:%d overlaps slice %s at %d, which is in use."
          .formatted(
              slice.profile(),
              slice.start(),
              booking.node(),
              booking.slot(),
              Slices.profileOf(used, layout).name(),
              Slices.startOf(used));
    }
    return faultOfCount(device, booking, code, Slices.profileOf(code, layout));
  }

  private @Nullable String faultOfCount(
      int device, DeviceBooking booking, byte code, MigProfile profile) {
    int count = Slices.countLike(code, slices[device]);
    if (count < profile.countMax()) {
      return null;
    }
    return "GPU %s:%d holds %d slices %s already, of at most %d."
        .formatted(booking.node(), booking.slot(), count, profile.name(), profile.countMax());
  }
}
