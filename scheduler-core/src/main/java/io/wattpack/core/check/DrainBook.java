package io.wattpack.core.check;

import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.plan.image.FleetDrain;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet has only until it is no longer in use, and how many replicas still use it. Without
 * a drain it is empty and counts nothing.
 */
final class DrainBook implements Undoable {
  private final @Nullable FleetDrain drain;
  private final UndoLog undo;
  private final boolean[] nodes;
  private final boolean[] pools;
  private final boolean[] miners;
  private final FleetBook fleet;
  private int users;

  DrainBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    drain = fleet.drain;
    nodes = new boolean[drain == null ? 0 : fleet.nodeCount()];
    pools = new boolean[drain == null ? 0 : fleet.poolCount()];
    miners = new boolean[drain == null ? 0 : fleet.minerCount()];
    if (drain != null) {
      drain.nodes().forEach((NodeId node) -> nodes[fleet.nodeOf(node)] = true);
      drain.pools().forEach((PoolId pool) -> pools[fleet.poolOf(pool)] = true);
      drain.miners().forEach((MinerGroupId miner) -> miners[fleet.minerOf(miner)] = true);
    }
  }

  private DrainBook(DrainBook other, UndoLog undo) {
    this.undo = undo;
    drain = other.drain;
    fleet = other.fleet;
    nodes = other.nodes;
    pools = other.pools;
    miners = other.miners;
    users = other.users;
  }

  DrainBook fork(UndoLog forked) {
    return new DrainBook(this, forked);
  }

  void enter(LivingReplica replica) {
    change(replica, 1);
  }

  void end(LivingReplica replica) {
    change(replica, -1);
  }

  private void change(LivingReplica replica, int more) {
    if (drain != null && (nodeOf(replica) >= 0 || hasPoolOf(replica))) {
      undo.note(this, users, 0);
      users += more;
    }
  }

  @Override
  public void undo(int place, long figure, @Nullable Object thing) {
    users = place;
  }

  private int nodeOf(LivingReplica replica) {
    for (int member = 0; member < replica.members(); member++) {
      if (nodes[replica.nodeOf(member)]) {
        return replica.nodeOf(member);
      }
    }
    return FleetBook.NONE;
  }

  private boolean hasPoolOf(LivingReplica replica) {
    return replica.owner() instanceof PoolId pool && has(pool);
  }

  /** Whether the pool takes no more work. */
  boolean has(PoolId pool) {
    int number = drain == null ? FleetBook.NONE : fleet.poolOf(pool);
    return number >= 0 && pools[number];
  }

  /**
   * The fleet that comes into force now; null: something is still in use, or nothing is drained.
   */
  @Nullable FleetDrain ended(MinerBook states) {
    if (drain == null || users > 0) {
      return null;
    }
    boolean isAllOff =
        drain.miners().stream()
            .allMatch(miner -> states.state(fleet.minerOf(miner)) == MinerState.OFF);
    return isAllOff ? drain : null;
  }

  /** Why the replica must not start where or for whom it is meant; null: it may. */
  @Nullable String faultOf(LivingReplica replica) {
    if (drain == null) {
      return null;
    }
    int node = nodeOf(replica);
    if (node >= 0) {
      return "Replica r-%d is placed on node %s, which the fleet gives up."
          .formatted(replica.number(), fleet.node(node).id());
    }
    return hasPoolOf(replica)
        ? "Replica r-%d starts for pool %s, which the fleet gives up."
            .formatted(replica.number(), replica.owner())
        : null;
  }

  /** Why the group must not go on; null: it may. */
  @Nullable String faultOfMiner(int miner) {
    return drain != null && miners[miner]
        ? "Miner group %s is to be switched on, but the fleet gives it up."
            .formatted(fleet.miner(miner).id())
        : null;
  }

  @Override
  public String toString() {
    return "%d users of %s".formatted(users, Arrays.toString(nodes));
  }
}
