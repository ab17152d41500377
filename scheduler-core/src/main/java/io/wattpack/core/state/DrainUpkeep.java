package io.wattpack.core.state;

import io.wattpack.core.model.Closure;
import io.wattpack.core.model.Place;

/**
 * Knows which replicas must go because they stand at a drained place.
 *
 * <p>The invariant: the index holds just the replicas that were not told to stop and have a member
 * at a place that is drained now, or belong to a pool that no longer wants them. Whatever closes,
 * opens, comes or leaves is looked at alone, so nothing ever looks for them over the fleet.
 */
final class DrainUpkeep {
  private final State state;

  DrainUpkeep(State state) {
    this.state = state;
  }

  /** Something was closed or opened. */
  void refresh(Place place) {
    state.topology().forEachNodeIn(place, this::refreshNode);
  }

  private void refreshNode(int node) {
    for (int replica : state.devices().residents(node)) {
      refresh(replica);
    }
  }

  /** A replica came, to where it may be. */
  void enter(int replica) {
    if (isRetained(replica)) {
      state.countRetained(1);
    }
    if (state.closures().hasDrained()) {
      refresh(replica);
    }
  }

  /** What the replica stands on or belongs to changed. */
  void refresh(int replica) {
    long number = state.replicas().number(replica);
    boolean isListed = state.toDrain().get(number) != null;
    boolean mustGo = mustGo(replica);
    if (mustGo && !isListed) {
      state.toDrain().put(number, replica);
    } else if (!mustGo && isListed) {
      state.toDrain().remove(number);
    }
  }

  /** The replica was told to stop. */
  void forget(int replica) {
    if (!state.toDrain().isEmpty()) {
      state.toDrain().remove(state.replicas().number(replica));
    }
  }

  /** The replica is gone. */
  void leave(int replica) {
    forget(replica);
    if (isRetained(replica)) {
      state.countRetained(-1);
    }
  }

  /** Whether the fleet must keep something because of the replica. */
  private boolean isRetained(int replica) {
    Retained retained = state.topology().retained();
    if (retained.drain() == null) {
      return false;
    }
    for (int member = 0; member < state.replicas().memberCount(replica); member++) {
      if (retained.hasNode(state.replicas().nodeOfMember(replica, member))) {
        return true;
      }
    }
    int pool = state.replicas().pool(replica);
    return pool >= 0 && retained.hasPool(pool);
  }

  private boolean mustGo(int replica) {
    return !state.replicas().isLeaving(replica) && (isAtDrained(replica) || isUnwanted(replica));
  }

  private boolean isAtDrained(int replica) {
    return state.closures().hasDrained() && (hasDrainedNode(replica) || hasDrainedGpu(replica));
  }

  /** Whether its pool goes, or runs its model in other ways by now. */
  private boolean isUnwanted(int replica) {
    int pool = state.replicas().pool(replica);
    return pool >= 0
        && (state.topology().retained().hasPool(pool) || ProfileMatch.of(state, replica) == null);
  }

  private boolean hasDrainedNode(int replica) {
    for (int member = 0; member < state.replicas().memberCount(replica); member++) {
      int node = state.replicas().nodeOfMember(replica, member);
      if (state.closures().ofNode(node) == Closure.DRAINED) {
        return true;
      }
    }
    return false;
  }

  private boolean hasDrainedGpu(int replica) {
    for (int i = 0; i < state.replicas().gpuCount(replica); i++) {
      if (state.closures().of(state.replicas().gpu(replica, i)) == Closure.DRAINED) {
        return true;
      }
    }
    return false;
  }
}
