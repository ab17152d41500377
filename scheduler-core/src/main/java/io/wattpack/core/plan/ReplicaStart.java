package io.wattpack.core.plan;

import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.ServiceTier;
import java.util.List;

/**
 * Book the devices and start the replica on them.
 *
 * @param tier the tier it runs at (its pool's or its job's)
 * @param devices at least one; all of one node unless it is a gang
 * @param loadMillis how long loading is expected to take
 * @param runMillis a task: how long it runs once ready; a pool replica: 0
 */
public record ReplicaStart(
    ReplicaId replica,
    ReplicaOwner owner,
    ServiceTier tier,
    List<DeviceBooking> devices,
    long loadMillis,
    long runMillis,
    Reason reason)
    implements Decision {
  public ReplicaStart {
    devices = List.copyOf(devices);
    if (devices.isEmpty()) {
      throw new IllegalArgumentException("A replica must book at least one device.");
    }
  }
}
