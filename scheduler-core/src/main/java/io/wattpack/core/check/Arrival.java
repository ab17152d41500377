package io.wattpack.core.check;

import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.ReplicaStart;
import org.jspecify.annotations.Nullable;

/** Turns a decided start into a replica of the books, with numbers in the place of ids. */
final class Arrival {
  private static final byte STARTING = LivingReplica.codeOf(ReplicaState.STARTING);

  private final ReplicaStart start;
  private final FleetBook fleet;
  private final Shared<ReplicaShare> shares;
  private final HostBooking host;
  private final @Nullable DeviceBooking device;
  private final int node;

  private Arrival(ReplicaStart start, FleetBook fleet, Shared<ReplicaShare> shares) {
    this.start = start;
    this.fleet = fleet;
    this.shares = shares;
    host = start.hosts().getFirst();
    device = start.devices().isEmpty() ? null : start.devices().getFirst();
    node = fleet.nodeOf(host.node());
  }

  /** A node or GPU that does not exist has the number -1. */
  static LivingReplica of(ReplicaStart start, FleetBook fleet, Shared<ReplicaShare> shares) {
    return new Arrival(start, fleet, shares).replica();
  }

  private LivingReplica replica() {
    boolean isSingle = start.hosts().size() == 1 && start.devices().size() <= 1;
    return new LivingReplica(
        start.owner(),
        start.replica().value(),
        shares.of(share()),
        slice(),
        STARTING,
        node,
        isSingle && device != null ? gpuOf(device, node) : FleetBook.NONE,
        isSingle ? null : gang());
  }

  private ReplicaShare share() {
    return new ReplicaShare(
        device == null ? 0 : device.memory().value(),
        figure(host.cpuMilli()),
        figure(host.memory().value()),
        (short) (device == null ? 0 : device.share().milli()));
  }

  // No work may ask for more than fits.
  private static int figure(long value) {
    return Math.clamp(value, 0, Integer.MAX_VALUE);
  }

  private byte slice() {
    if (device == null || device.mig() == null) {
      return 0;
    }
    return node < 0 ? Slices.IMPOSSIBLE : Slices.codeOf(device.mig(), fleet.layoutOf(node));
  }

  private int[] gang() {
    int members = start.hosts().size();
    int[] gang = new int[1 + members + start.devices().size()];
    gang[0] = members;
    for (int member = 0; member < members; member++) {
      gang[1 + member] = fleet.nodeOf(start.hosts().get(member).node());
    }
    for (int gpu = 0; gpu < start.devices().size(); gpu++) {
      int member = gpu / Math.max(1, start.gpusPerMember());
      gang[1 + members + gpu] = gpuOf(start.devices().get(gpu), gang[1 + member]);
    }
    return gang;
  }

  private int gpuOf(DeviceBooking booking, int onNode) {
    return onNode < 0 ? FleetBook.NONE : fleet.deviceOf(onNode, booking.slot());
  }
}
