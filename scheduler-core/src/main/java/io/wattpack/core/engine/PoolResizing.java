package io.wattpack.core.engine;

import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.PoolSized;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.queue.PoolSizing;
import io.wattpack.core.state.Replicas;
import io.wattpack.core.state.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Gives pools the size they should have, and stops what is too much. */
final class PoolResizing {
  private final State state;
  private final PlanDraft draft;

  PoolResizing(State state, PlanDraft draft) {
    this.state = state;
    this.draft = draft;
  }

  void run(Collection<Integer> pools) {
    pools.forEach(this::resize);
  }

  private void resize(int pool) {
    List<Decision> decisions = decisions(pool);
    if (!decisions.isEmpty()) {
      draft.carryOut(new Bundle(decisions));
    }
  }

  /** Whether the pool, as it is now, has another size than it should have. */
  boolean isDue(int pool) {
    return !decisions(pool).isEmpty();
  }

  private List<Decision> decisions(int pool) {
    PoolSizing.Size size = PoolSizing.sizeOf(state, pool);
    List<Decision> decisions = new ArrayList<>();
    Reason why = Reason.of(size.why());
    if (size.replicas() != state.pools().target(pool)) {
      PoolId id = state.topology().pool(pool).id();
      decisions.add(new PoolSized(id, size.replicas(), why));
    }
    // What the fleet gives up is drained, in bounded steps.
    if (!state.topology().retained().hasPool(pool)) {
      surplus(pool, size).forEach(replica -> decisions.add(new ReplicaStop(idOf(replica), why)));
    }
    return decisions;
  }

  private ReplicaId idOf(int replica) {
    return new ReplicaId(state.replicas().number(replica));
  }

  /** Paused ones before those that work. */
  private List<Integer> surplus(int pool, PoolSizing.Size size) {
    int paused = state.pools().pausedCount(pool) - size.paused();
    int working = state.pools().running(pool) - size.replicas();
    if (paused <= 0 && working <= 0) {
      return List.of();
    }
    List<Integer> members = new ArrayList<>(state.pools().members(pool));
    members.removeAll(state.pools().paused(pool));
    List<Integer> surplus = surplus(state.pools().paused(pool), paused);
    surplus.addAll(surplus(members, working));
    return surplus;
  }

  /** From the site with most of them, the youngest first, so that the rest stays spread. */
  private List<Integer> surplus(Collection<Integer> members, int count) {
    int[] atSite = new int[state.topology().siteCount()];
    List<Integer> rest = new ArrayList<>(members);
    rest.forEach(replica -> atSite[siteOf(replica)]++);
    List<Integer> surplus = new ArrayList<>();
    while (surplus.size() < count) {
      Integer next = rest.getFirst();
      for (Integer replica : rest) {
        // Members come oldest first: the last of equals is the youngest.
        if (atSite[siteOf(replica)] >= atSite[siteOf(next)]) {
          next = replica;
        }
      }
      rest.remove((Object) next); // the value, not the place
      atSite[siteOf(next)]--;
      surplus.add(next);
    }
    return surplus;
  }

  private int siteOf(int replica) {
    Replicas replicas = state.replicas();
    return state.topology().siteOf(state.topology().domainOfNode(replicas.node(replica)));
  }
}
