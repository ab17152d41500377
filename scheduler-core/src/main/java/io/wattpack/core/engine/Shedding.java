package io.wattpack.core.engine;

import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.preemption.Curtailment;
import io.wattpack.core.state.State;
import java.util.Arrays;
import java.util.List;

/**
 * Brings domains within caps that fell, one bundle a domain. Deeper domains come first, because
 * what falls there also falls above.
 */
final class Shedding {
  private final State state;
  private final PlanDraft draft;
  private final Curtailment curtailment;

  Shedding(State state, PlanDraft draft) {
    this.state = state;
    this.draft = draft;
    curtailment = new Curtailment(state);
  }

  void run() {
    int[] domains = state.ledger().touched();
    Arrays.sort(domains);
    // Children stand behind their parents.
    for (int i = domains.length - 1; i >= 0; i--) {
      if (state.ledger().excess(domains[i]) > 0) {
        shed(domains[i]);
      }
    }
  }

  private void shed(int domain) {
    List<Decision> decisions = curtailment.of(domain);
    if (!decisions.isEmpty()) {
      draft.carryOut(new Bundle(decisions));
    }
  }
}
