package io.wattpack.api.site;

import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.DeviceBooking;
import java.util.List;

/**
 * One replica as the hub wants it.
 *
 * @param known the state the hub believes it is in; DRAINING means: stop it and confirm
 * @param nodes of its members, in their order
 * @param runMillis a task: how long it runs once ready; a pool replica: 0
 */
public record DesiredReplica(
    ReplicaId id,
    ReplicaState known,
    List<DeviceBooking> devices,
    List<NodeId> nodes,
    long loadMillis,
    long runMillis) {
  public DesiredReplica {
    devices = List.copyOf(devices);
    nodes = List.copyOf(nodes);
  }

  public boolean shouldRun() {
    return known != ReplicaState.DRAINING && known != ReplicaState.STOPPED;
  }
}
