package io.wattpack.core.plan;

import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.units.Mebibytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Book the devices and start the replica on them.
 *
 * @param tier the tier it runs at (its pool's or its job's)
 * @param devices member by member, each with as many; empty: it asks for no GPU
 * @param hosts one for each member, at least one; a gang has several, perhaps of the same node;
 *     given none: a member that asks for GPUs only on each node it has devices on
 * @param loadMillis how long loading is expected to take
 * @param runMillis a task: how long it runs once ready; a pool replica: 0
 */
public record ReplicaStart(
    ReplicaId replica,
    ReplicaOwner owner,
    ServiceTier tier,
    List<DeviceBooking> devices,
    List<HostBooking> hosts,
    long loadMillis,
    long runMillis,
    Reason reason)
    implements Decision {
  public ReplicaStart {
    devices = List.copyOf(devices);
    hosts = hosts.isEmpty() ? hostsOf(devices) : List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("A replica must book at least one node.");
    }
  }

  private static List<HostBooking> hostsOf(List<DeviceBooking> devices) {
    List<HostBooking> hosts = new ArrayList<>();
    for (DeviceBooking device : devices) {
      HostBooking host = new HostBooking(device.node(), 0, Mebibytes.ZERO);
      if (!hosts.contains(host)) {
        hosts.add(host);
      }
    }
    return List.copyOf(hosts);
  }

  /** The node of its first member. */
  public NodeId node() {
    return hosts.getFirst().node();
  }

  /** GPUs of each member. */
  public int gpusPerMember() {
    return devices.size() / hosts.size();
  }
}
