package io.wattpack.core.engine;

import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.preemption.Curtailment;
import io.wattpack.core.preemption.Reliefs;
import io.wattpack.core.state.Schedule;
import io.wattpack.core.state.State;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Brings domains and regions within caps that fell, one bundle each, and within those that are
 * known to fall: what is ordered off then is what would else not be gone in time. Deeper domains
 * come first and regions last, because what falls in a part also falls in the whole.
 */
final class Shedding {
  private final State state;
  private final PlanDraft draft;
  private final Curtailment curtailment;
  private final Reliefs reliefs;

  Shedding(State state, PlanDraft draft) {
    this.state = state;
    this.draft = draft;
    curtailment = new Curtailment(state);
    reliefs = new Reliefs(state);
  }

  void run(AboveCap above) {
    for (int domain : outwards(above.toLookAt(state))) {
      if (state.ledger().ceiling(domain) > state.ledger().cap(domain)) {
        carryOut(domain, curtailment.ofUnits(domain));
        carryOut(domain, curtailment.of(domain));
      }
    }
    List<Integer> touched = Arrays.stream(state.ledger().touched()).boxed().toList();
    outwards(touched).forEach(this::prepare);
  }

  private List<Integer> outwards(Collection<Integer> some) {
    return some.stream().sorted(state.topology().spans()::compareOutwards).toList();
  }

  private void prepare(int domain) {
    Schedule schedule = state.world().schedule();
    long now = state.now();
    long at = schedule.nextWithinLead(domain, now, now);
    while (at != Long.MAX_VALUE) {
      carryOut(domain, curtailment.ahead(domain, schedule.cap(domain, at), at - now));
      at = schedule.nextWithinLead(domain, at, now);
    }
  }

  private void carryOut(int domain, List<Decision> decisions) {
    if (!decisions.isEmpty()) {
      draft.carryOut(new Bundle(decisions, reliefs.of(domain, asked(decisions), decisions)));
    }
  }

  /** Every fall for a limit says how much must go. */
  private static long asked(List<Decision> decisions) {
    return decisions.stream().map(Decision::reason).mapToLong(Reason::asked).max().orElse(0);
  }
}
