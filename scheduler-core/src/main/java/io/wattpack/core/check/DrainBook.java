package io.wattpack.core.check;

import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.plan.image.FleetDrain;
import org.jspecify.annotations.Nullable;

/** How many replicas still use what the fleet has only until it is no longer in use. */
final class DrainBook implements Undoable {
  private final FleetBook fleet;
  private final UndoLog undo;
  private int users;

  DrainBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
  }

  DrainBook fork(UndoLog forked) {
    DrainBook fork = new DrainBook(fleet, forked);
    fork.users = users;
    return fork;
  }

  void enter(LivingReplica replica) {
    change(replica, 1);
  }

  void leave(LivingReplica replica) {
    change(replica, -1);
  }

  private void change(LivingReplica replica, int more) {
    if (fleet.drain() != null && uses(replica)) {
      undo.note(this, 0, users);
      users += more;
    }
  }

  @Override
  public void undo(int place, long figure, @Nullable Object thing) {
    users = (int) figure;
  }

  private boolean uses(LivingReplica replica) {
    for (int member = 0; member < replica.members(); member++) {
      if (fleet.isLeavingNode(replica.nodeOf(member))) {
        return true;
      }
    }
    return replica.owner() instanceof PoolId pool && fleet.isLeavingPool(fleet.poolOf(pool));
  }

  int users() {
    return users;
  }

  /** Whether there is a drain and nothing of it is in use any more. */
  boolean isOver(MinerBook miners) {
    FleetDrain drain = fleet.drain();
    if (drain == null || users > 0) {
      return false;
    }
    for (MinerGroupId miner : drain.miners()) {
      if (miners.draws(fleet.minerOf(miner))) {
        return false;
      }
    }
    return true;
  }
}
