package io.wattpack.core.plan.image;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import java.util.List;

/**
 * A fleet edit that takes away what is in use: until all of that is confirmed gone, the fleet in
 * force still has it.
 *
 * @param wanted the fleet that is in force once the drain has ended
 * @param nodes that stay as they were until their last replica is gone, in the order of ids
 * @param miners groups that stay until they are off, in the order of ids
 * @param pools that stay until their last replica is gone, in the order of ids
 */
public record FleetDrain(
    Fleet wanted, List<NodeId> nodes, List<MinerGroupId> miners, List<PoolId> pools) {
  public FleetDrain {
    nodes = List.copyOf(nodes);
    miners = List.copyOf(miners);
    pools = List.copyOf(pools);
  }

  /** Whether nothing is in the way of the wanted fleet. */
  public boolean isEmpty() {
    return nodes.isEmpty() && miners.isEmpty() && pools.isEmpty();
  }
}
