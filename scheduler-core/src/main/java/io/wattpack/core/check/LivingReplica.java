package io.wattpack.core.check;

import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.ReplicaStart;
import java.util.List;

/** A replica whose end no site has confirmed: it still holds its devices and watts. */
record LivingReplica(ReplicaOwner owner, ReplicaState state, List<DeviceBooking> devices) {
  static LivingReplica of(ReplicaStart start) {
    return new LivingReplica(start.owner(), ReplicaState.STARTING, start.devices());
  }

  LivingReplica in(ReplicaState next) {
    return new LivingReplica(owner, next, devices);
  }

  NodeId node() {
    return devices.getFirst().node();
  }

  boolean isLeaving() {
    return state == ReplicaState.DRAINING;
  }
}
