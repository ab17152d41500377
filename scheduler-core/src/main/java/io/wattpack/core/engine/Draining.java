package io.wattpack.core.engine;

import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.state.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells replicas at drained places to stop, the oldest first, and miners that the fleet gives up to
 * go off. Work goes back to where it waits, and is placed elsewhere.
 */
final class Draining {
  /** What one step tells to stop; the rest follows in the next. */
  private static final int STOPS_MAX = 256;

  private static final Reason WHY = Reason.of(ReasonCode.DRAINED);

  private final State state;
  private final PlanDraft draft;

  Draining(State state, PlanDraft draft) {
    this.state = state;
    this.draft = draft;
  }

  void run() {
    if (!state.toDrain().isEmpty()) {
      for (long number : next()) {
        draft.carryOut(Bundle.of(new ReplicaStop(new ReplicaId(number), WHY)));
      }
    }
    for (int miner : state.topology().retained().miners()) {
      if (state.miners().canYield(miner)) {
        long order = state.lastMinerOrder() + 1;
        draft.carryOut(Bundle.of(new MinerOff(state.topology().miner(miner).id(), 0, order, WHY)));
      }
    }
  }

  private List<Long> next() {
    List<Long> numbers = new ArrayList<>();
    for (long number : state.toDrain().entries().keySet()) {
      if (numbers.size() == STOPS_MAX) {
        break;
      }
      numbers.add(number);
    }
    return numbers;
  }
}
