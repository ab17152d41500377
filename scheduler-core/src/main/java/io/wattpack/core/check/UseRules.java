package io.wattpack.core.check;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.plan.DeviceBooking;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether another fleet still has everything that is in use: devices of replicas, their pools,
 * miners that draw.
 */
final class UseRules {
  private final Books books;
  private final Map<NodeId, Node> nodes = new LinkedHashMap<>();
  private final Map<GpuModelId, GpuModel> gpuModels = new LinkedHashMap<>();
  private final Map<MinerGroupId, MinerGroup> miners = new LinkedHashMap<>();
  private final Set<PoolId> pools = new LinkedHashSet<>();

  private UseRules(Fleet next, Books books) {
    this.books = books;
    next.nodes().forEach(node -> nodes.put(node.id(), node));
    next.gpuModels().forEach(gpuModel -> gpuModels.put(gpuModel.id(), gpuModel));
    next.minerGroups().forEach(miner -> miners.put(miner.id(), miner));
    next.pools().stream().map(PoolSpec::id).forEach(pools::add);
  }

  /** What the next fleet, which holds together, takes away though it is in use; null: nothing. */
  static @Nullable String faultOf(Fleet next, Books books) {
    return new UseRules(next, books).fault();
  }

  private @Nullable String fault() {
    for (LivingReplica replica : books.livingReplicas()) {
      if (!keeps(replica)) {
        return "The fleet removes or shrinks what a replica on node %s uses."
            .formatted(replica.node());
      }
    }
    FleetBook before = books.hardware().fleet;
    for (int miner = 0; miner < before.minerCount(); miner++) {
      if (isSwitchedOn(miner) && !keeps(before.miner(miner))) {
        return "The fleet removes or moves the miner group %s, which draws."
            .formatted(before.miner(miner).id());
      }
    }
    return null;
  }

  /** Firm load is in nobody's hands: the fleet only describes it, so it may come and go. */
  private boolean isSwitchedOn(int miner) {
    HardwareBooks hardware = books.hardware();
    return hardware.fleet.miner(miner).isSwitchable() && hardware.miners.draws(miner);
  }

  private boolean keeps(LivingReplica replica) {
    FleetBook before = books.hardware().fleet;
    int number = before.nodeOf(replica.node());
    Node next = nodes.get(replica.node());
    return next != null
        && isWhereItWas(before.node(number), next)
        && replica.devices().stream().allMatch(device -> keeps(device, number, next))
        && (!(replica.owner() instanceof PoolId pool) || pools.contains(pool));
  }

  private static boolean isWhereItWas(Node before, Node next) {
    return before.gpuContainer().equals(next.gpuContainer())
        && before.powerDomain().equals(next.powerDomain())
        && before.gpuModel().equals(next.gpuModel());
  }

  private boolean keeps(DeviceBooking device, int node, Node next) {
    GpuModel gpuModel = gpuModels.get(next.gpuModel());
    return device.slot() < next.gpuCount()
        && gpuModel != null
        && books.hardware().devices.memoryBooked(node, device.slot()) <= gpuModel.memory().value();
  }

  private boolean keeps(MinerGroup miner) {
    MinerGroup next = miners.get(miner.id());
    return next != null && next.powerDomain().equals(miner.powerDomain());
  }
}
