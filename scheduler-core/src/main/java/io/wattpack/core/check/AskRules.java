package io.wattpack.core.check;

import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.Taint;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a start books what its work asked for, and stands where that work may stand. */
final class AskRules {
  private AskRules() {}

  /** Whether the start takes so many GPUs for each of so many members, and that much of each. */
  static boolean takes(
      ReplicaStart start, int members, int gpuCount, GpuShare share, Mebibytes memory) {
    if (start.hosts().size() != members || start.devices().size() != (long) members * gpuCount) {
      return false;
    }
    for (int gpu = 0; gpu < start.devices().size(); gpu++) {
      DeviceBooking device = start.devices().get(gpu);
      if (device.mig() != null
          || device.share().milli() != share.milli()
          || device.memory().value() != memory.value()) {
        return false;
      }
    }
    return true;
  }

  /** Whether the start takes one slice of that profile, wherever it begins. */
  static boolean takesSlice(ReplicaStart start, String profile) {
    MigSlice slice = start.devices().isEmpty() ? null : start.devices().getFirst().mig();
    return start.hosts().size() == 1
        && start.devices().size() == 1
        && slice != null
        && slice.profile().equals(profile);
  }

  static String describe(ReplicaStart start) {
    if (start.devices().isEmpty()) {
      return "no GPU, for %d members".formatted(start.hosts().size());
    }
    DeviceBooking first = start.devices().getFirst();
    MigSlice slice = first.mig();
    return "%d GPUs, %d thousandths and %d MiB of the first%s%s"
        .formatted(
            start.devices().size(),
            first.share().milli(),
            first.memory().value(),
            slice == null ? "" : " as slice " + slice.profile(),
            start.hosts().size() == 1 ? "" : ", for %d members".formatted(start.hosts().size()));
  }

  /** Which member books another part of its node than was asked; null: none. */
  static @Nullable String faultOfHosts(ReplicaStart start, NodeNeeds needs) {
    for (int member = 0; member < start.hosts().size(); member++) {
      HostBooking host = start.hosts().get(member);
      if (host.cpuMilli() != needs.cpuMilli() || host.memory().value() != needs.memory().value()) {
        return "Replica %s books %d thousandths of a core and %d MiB of node %s, but %s asked for %d and %d MiB."
            .formatted(
                start.replica(),
                host.cpuMilli(),
                host.memory().value(),
                host.node(),
                start.owner(),
                needs.cpuMilli(),
                needs.memory().value());
      }
    }
    return null;
  }

  /** Which member's GPUs are not joined by NVLink though they must be; null: none. */
  static @Nullable String faultOfLinks(LivingReplica replica, NodeNeeds needs, FleetBook fleet) {
    int each = replica.gpus() / replica.members();
    for (int gpu = 0; needs.isLinked() && gpu < replica.gpus(); gpu++) {
      int member = gpu / each;
      int node = replica.nodeOf(member);
      int linked = fleet.node(node).linkedGpus();
      int first = fleet.slotOf(node, replica.gpu(member * each));
      int slot = fleet.slotOf(node, replica.gpu(gpu));
      if (first / linked != slot / linked) {
        return "Replica r-%d needs GPUs joined by NVLink, but slots %d and %d of node %s are not: it joins %d."
            .formatted(replica.number(), first, slot, fleet.node(node).id(), linked);
      }
    }
    return null;
  }

  /** Which taint keeps the replica away from where it is placed; null: none. */
  static @Nullable String faultOfTaints(
      LivingReplica replica, PlacementRules rules, FleetBook fleet) {
    for (int member = 0; member < replica.members(); member++) {
      int node = replica.nodeOf(member);
      String taint = fleet.isTainted(node) ? taintAbove(node, rules.tolerations(), fleet) : null;
      if (taint != null) {
        return describe(replica, fleet.node(node).id(), taint);
      }
    }
    for (int gpu = 0; gpu < replica.gpus(); gpu++) {
      int node = replica.nodeOfGpu(gpu);
      int slot = fleet.slotOf(node, replica.gpu(gpu));
      String taint =
          fleet.isTainted(node) ? taintOf(fleet.node(node), slot, rules.tolerations()) : null;
      if (taint != null) {
        return describe(replica, fleet.node(node).id() + ":" + slot, taint);
      }
    }
    return null;
  }

  private static String describe(LivingReplica replica, Object place, String taint) {
    return "Replica r-%d is placed in %s, which is tainted %s, but %s does not tolerate that."
        .formatted(replica.number(), place, taint, replica.owner());
  }

  private static @Nullable String taintAbove(int node, List<String> tolerated, FleetBook fleet) {
    String taint = first(fleet.siteOf(node).taints(), tolerated);
    taint = taint != null ? taint : first(fleet.containerOf(node).taints(), tolerated);
    return taint != null ? taint : taintOf(fleet.node(node), Taint.WHOLE_NODE, tolerated);
  }

  private static @Nullable String first(List<String> taints, List<String> tolerated) {
    for (String taint : taints) {
      if (!tolerated.contains(taint)) {
        return taint;
      }
    }
    return null;
  }

  private static @Nullable String taintOf(Node node, int slot, List<String> tolerated) {
    for (Taint taint : node.taints()) {
      if (taint.slot() == slot && !tolerated.contains(taint.key())) {
        return taint.key();
      }
    }
    return null;
  }
}
