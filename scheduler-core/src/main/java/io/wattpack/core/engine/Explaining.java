package io.wattpack.core.engine;

import io.wattpack.core.plan.BreachChanged;
import io.wattpack.core.plan.PoolOrder;
import io.wattpack.core.plan.PoolShare;
import io.wattpack.core.plan.WaitingChanged;
import io.wattpack.core.queue.PoolOrders;
import io.wattpack.core.state.State;
import io.wattpack.core.units.Watts;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Puts into the plan what changed for those who look at it or work by it. */
final class Explaining {
  private final State state;
  private final PlanDraft draft;

  Explaining(State state, PlanDraft draft) {
    this.state = state;
    this.draft = draft;
  }

  /** Pools that have all their replicas, and would have no paused one go on, no longer wait. */
  void endWaits(Collection<Integer> pools) {
    for (int pool : pools) {
      if (!state.pools().isWaiting(pool) && state.pools().waiting(pool) != null) {
        draft.note(new WaitingChanged(state.topology().pool(pool).id(), null));
      }
    }
  }

  void orderPools(Collection<Integer> pools) {
    for (int pool : pools) {
      List<PoolShare> order = PoolOrders.of(state, pool);
      if (!order.equals(state.pools().order(pool))) {
        draft.note(new PoolOrder(state.topology().pool(pool).id(), order));
      }
    }
  }

  void reportBreaches() {
    int[] spans = state.ledger().touched();
    Arrays.sort(spans);
    for (int span : spans) {
      long over = state.ledger().excess(span);
      if (over != state.ledger().breach(span)) {
        draft.note(new BreachChanged(state.topology().spans().id(span), new Watts(over)));
      }
    }
  }
}
