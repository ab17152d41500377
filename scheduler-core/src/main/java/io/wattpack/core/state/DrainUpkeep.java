package io.wattpack.core.state;

import io.wattpack.core.model.Closure;
import io.wattpack.core.model.Place;

/**
 * Knows which replicas must go because they stand at a drained place.
 *
 * <p>The invariant: the index holds just the replicas that were not told to stop and have a member
 * at a place that is drained now. Whatever closes, opens, comes or leaves is looked at alone, so
 * nothing ever looks for them over the fleet.
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

  /** The replica came, or what it stands on changed. */
  void refresh(int replica) {
    if (!state.closures().hasDrained() && state.toDrain().isEmpty()) {
      return;
    }
    long number = state.replicas().number(replica);
    boolean isListed = state.toDrain().get(number) != null;
    boolean mustGo = mustGo(replica);
    if (mustGo && !isListed) {
      state.toDrain().put(number, replica);
    } else if (!mustGo && isListed) {
      state.toDrain().remove(number);
    }
  }

  /** The replica was told to stop, or is gone. */
  void forget(int replica) {
    if (!state.toDrain().isEmpty()) {
      state.toDrain().remove(state.replicas().number(replica));
    }
  }

  private boolean mustGo(int replica) {
    return state.closures().hasDrained()
        && !state.replicas().isLeaving(replica)
        && (hasDrainedNode(replica) || hasDrainedGpu(replica));
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
