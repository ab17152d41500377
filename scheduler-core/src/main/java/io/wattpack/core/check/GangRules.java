package io.wattpack.core.check;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.ReplicaStart;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a replica may stand: members with as many GPUs each, all of the node they are on, in places
 * that exist; no GPU twice; one site and one GPU model for all.
 */
final class GangRules {
  private GangRules() {}

  /** What is wrong with how the start is written down, whatever the fleet; null: nothing. */
  static @Nullable String faultOfShape(ReplicaStart start) {
    int members = start.hosts().size();
    if (start.devices().size() % members != 0) {
      return "Replica %s has %d GPUs for %d members, which gives them no equal parts."
          .formatted(start.replica(), start.devices().size(), members);
    }
    for (int gpu = 0; gpu < start.devices().size(); gpu++) {
      DeviceBooking device = start.devices().get(gpu);
      int member = gpu / start.gpusPerMember();
      NodeId node = start.hosts().get(member).node();
      if (!device.node().equals(node)) {
        return "Member %d of replica %s is on node %s, but one of its GPUs is on node %s."
            .formatted(member + 1, start.replica(), node, device.node());
      }
    }
    return null;
  }

  /** What is wrong with where it stands; null: nothing. */
  static @Nullable String faultOfPlaces(
      ReplicaStart start, LivingReplica replica, FleetBook fleet) {
    String fault = faultOfNodes(start, replica);
    fault = fault != null ? fault : faultOfSlots(start, replica, fleet);
    if (fault != null || replica.gang() == null) {
      return fault;
    }
    fault = faultOfRepeats(start, replica);
    fault = fault != null ? fault : faultOfSites(start, replica, fleet);
    return fault != null ? fault : faultOfModels(start, replica, fleet);
  }

  private static @Nullable String faultOfNodes(ReplicaStart start, LivingReplica replica) {
    for (int member = 0; member < replica.members(); member++) {
      if (replica.nodeOf(member) < 0) {
        return "Replica %s is placed on node %s, which does not exist."
            .formatted(start.replica(), start.hosts().get(member).node());
      }
    }
    return null;
  }

  private static @Nullable String faultOfSlots(
      ReplicaStart start, LivingReplica replica, FleetBook fleet) {
    for (int gpu = 0; gpu < replica.gpus(); gpu++) {
      if (replica.gpu(gpu) < 0) {
        DeviceBooking device = start.devices().get(gpu);
        return "Replica %s is placed on slot %d of node %s, which has %d GPUs."
            .formatted(
                start.replica(),
                device.slot(),
                device.node(),
                fleet.node(replica.nodeOfGpu(gpu)).gpuCount());
      }
    }
    return null;
  }

  private static @Nullable String faultOfRepeats(ReplicaStart start, LivingReplica replica) {
    int[] gpus = new int[replica.gpus()];
    Arrays.setAll(gpus, replica::gpu);
    Arrays.sort(gpus);
    for (int place = 1; place < gpus.length; place++) {
      if (gpus[place] == gpus[place - 1]) {
        return describeRepeat(start, replica, gpus[place]);
      }
    }
    return null;
  }

  private static String describeRepeat(ReplicaStart start, LivingReplica replica, int gpu) {
    int place = 0;
    while (replica.gpu(place) != gpu) {
      place++;
    }
    List<DeviceBooking> devices = start.devices();
    return "Replica %s takes slot %d of node %s twice."
        .formatted(start.replica(), devices.get(place).slot(), devices.get(place).node());
  }

  private static @Nullable String faultOfSites(
      ReplicaStart start, LivingReplica replica, FleetBook fleet) {
    SiteId first = fleet.siteOf(replica.nodeOf(0)).id();
    for (int member = 1; member < replica.members(); member++) {
      SiteId other = fleet.siteOf(replica.nodeOf(member)).id();
      if (!other.equals(first)) {
        return "Replica %s has members at the sites %s and %s, but may have them at one only."
            .formatted(start.replica(), first, other);
      }
    }
    return null;
  }

  private static @Nullable String faultOfModels(
      ReplicaStart start, LivingReplica replica, FleetBook fleet) {
    GpuModelId first = fleet.gpuModelOf(replica.nodeOf(0)).id();
    for (int member = 1; member < replica.members() && replica.gpus() > 0; member++) {
      GpuModelId other = fleet.gpuModelOf(replica.nodeOf(member)).id();
      if (!other.equals(first)) {
        return "Replica %s has GPUs of the models %s and %s, but may have one model only."
            .formatted(start.replica(), first, other);
      }
    }
    return null;
  }
}
