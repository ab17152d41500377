package io.wattpack.api.site;

import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.DeviceBooking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One replica as the hub wants it.
 *
 * @param known the state the hub believes it is in; DRAINING means: stop it and confirm; PAUSED:
 *     let it do nothing and keep its weights, and hold its GPUs to the cap once its requests have
 *     ended
 * @param nodes of its members, in their order
 * @param runMillis a task: how long it runs once ready; a pool replica: 0
 * @param cap what each of its GPUs is to be held to; null: to its peak
 */
public record DesiredReplica(
    ReplicaId id,
    ReplicaState known,
    List<DeviceBooking> devices,
    List<NodeId> nodes,
    long loadMillis,
    long runMillis,
    @Nullable PowerCap cap) {
  public DesiredReplica {
    devices = List.copyOf(devices);
    nodes = List.copyOf(nodes);
  }

  /** The number of the last cap order; 0: it was never capped. */
  public int capOrder() {
    return cap == null ? 0 : cap.order();
  }

  public boolean isPaused() {
    return known == ReplicaState.PAUSED;
  }

  /** Whether it should be there, paused or not. */
  public boolean shouldRun() {
    return known != ReplicaState.DRAINING && known != ReplicaState.STOPPED;
  }
}
