package io.wattpack.core.check;

import io.wattpack.core.model.NodeId;

/** Finds the places of replicas of one fleet in another. */
final class Footprints {
  private final FleetBook before;
  private final FleetBook after;

  /** The other fleet must have every device in use. */
  Footprints(FleetBook before, FleetBook after) {
    this.before = before;
    this.after = after;
  }

  /** The same replica by the numbers of the other fleet. */
  LivingReplica moved(LivingReplica replica) {
    int node = nodeOf(replica.node());
    if (replica.gang() == null) {
      return replica.at(node, replica.gpu() < 0 ? -1 : gpuOf(replica, 0), null);
    }
    int[] gang = replica.gang().clone();
    int members = replica.members();
    for (int member = 0; member < members; member++) {
      gang[1 + member] = nodeOf(replica.nodeOf(member));
    }
    for (int gpu = 0; gpu < replica.gpus(); gpu++) {
      gang[1 + members + gpu] = gpuOf(replica, gpu);
    }
    return replica.at(node, -1, gang);
  }

  private int nodeOf(int node) {
    NodeId id = before.node(node).id();
    int found = after.nodeOf(id);
    if (found < 0) {
      throw new IllegalStateException("Node %s is in use but was removed.".formatted(id));
    }
    return found;
  }

  private int gpuOf(LivingReplica replica, int gpu) {
    int node = replica.nodeOfGpu(gpu);
    return after.deviceOf(nodeOf(node), before.slotOf(node, replica.gpu(gpu)));
  }
}
