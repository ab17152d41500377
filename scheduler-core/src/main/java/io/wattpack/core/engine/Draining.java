package io.wattpack.core.engine;

import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.state.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells replicas at drained places to stop, the oldest first. Their work goes back to where it
 * waits, and is placed elsewhere.
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
    if (state.toDrain().isEmpty()) {
      return;
    }
    for (long number : next()) {
      draft.carryOut(Bundle.of(new ReplicaStop(new ReplicaId(number), WHY)));
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
