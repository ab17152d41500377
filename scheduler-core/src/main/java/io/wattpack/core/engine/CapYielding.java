package io.wattpack.core.engine;

import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.placement.Answer;
import io.wattpack.core.placement.Ask;
import io.wattpack.core.placement.Headrooms;
import io.wattpack.core.placement.Placer;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.preemption.CapCut;
import io.wattpack.core.preemption.MinerOrder;
import io.wattpack.core.state.State;
import io.wattpack.core.state.TaskClassKey;
import io.wattpack.core.state.WorkKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Lowers caps of running GPUs for work that waits for power, when that work is worth more than what
 * they lose: four GPUs at three quarters of their watts do more than three at all of theirs.
 *
 * <p>Interactive work is never capped for other work, and no tier for a less valuable one. As with
 * miners, the work itself starts when the site has applied the caps.
 */
final class CapYielding {
  private final State state;
  private final Placer placer;

  CapYielding(State state, Placer placer) {
    this.state = state;
    this.placer = placer;
  }

  /**
   * What must fall for one start; none: it would not be enough, or not worth it.
   *
   * @param limited why the work waits: names the domain that lacks watts
   */
  List<Decision> forOne(WorkKey key, Ask ask, Reason limited) {
    ServiceTier highest = highest(key);
    Answer answer = find(ask, limited, highest);
    if (!(answer instanceof Answer.Placed placed)) {
      return List.of();
    }
    int mark = state.checkpoint();
    Falls falls = new Falls(limited, highest);
    state.apply(new Starts(state).start(key, placed));
    boolean isEnough = placed.hosts().stream().allMatch(falls::free);
    state.rollback(mark);
    return isEnough && falls.lost < gained(key, placed) ? falls.decisions : List.of();
  }

  private ServiceTier tier(WorkKey key) {
    TaskClassKey task = key.taskClass();
    return task == null ? state.topology().pool(key.pool()).id().tier() : task.tier();
  }

  private ServiceTier highest(WorkKey key) {
    ServiceTier tier = tier(key);
    return tier == ServiceTier.INTERACTIVE ? ServiceTier.STANDARD : tier;
  }

  /** Where it would start if caps gave all they can, as far as that might be needed. */
  private Answer find(Ask ask, Reason limited, ServiceTier highest) {
    int domain = domainOf(limited);
    int mark = state.checkpoint();
    long youngest = state.lastReplica();
    CapCut cut = CapCut.ofPart(state, domain, highest, youngest, limited.asked());
    cut.free(cut.watts(), limited).forEach(state::apply);
    Answer answer =
        cut.watts() == 0
            ? new Answer.Refused(limited)
            : placer.find(ask, Headrooms.HOPED_FOR, null);
    state.rollback(mark);
    return answer;
  }

  private int domainOf(Reason limited) {
    return limited.domain() == null ? -1 : state.topology().spans().of(limited.domain());
  }

  private long gained(WorkKey key, Answer.Placed placed) {
    return (long) PowerCurve.WHOLE * placed.devices().size() * tier(key).value();
  }

  /** What must fall, level by level. */
  private final class Falls {
    private final Reason why;
    private final ServiceTier highest;
    private final long youngest = state.lastReplica();
    private final List<Decision> decisions = new ArrayList<>();
    private long lost;

    Falls(Reason limited, ServiceTier highest) {
      why = new Reason(ReasonCode.CAP_YIELDS, limited.domain(), limited.asked(), null);
      this.highest = highest;
    }

    /**
     * From the node's domain up, until every level and region would be within its cap; or false.
     */
    boolean free(HostBooking host) {
      int node = state.topology().nodeOf(host.node());
      int domain = state.topology().domainOfNode(node);
      for (int above = domain; above >= 0; above = state.topology().spans().above(above)) {
        freeMiners(above);
        freeCaps(above);
        if (excess(above) > 0) {
          return false;
        }
      }
      return true;
    }

    private long excess(int domain) {
      return state.ledger().excessAhead(domain);
    }

    private void freeMiners(int domain) {
      for (int miner : MinerOrder.outsideBand(state, domain)) {
        free(miner, state.ledger().excessByUnits(domain));
      }
      for (int miner : MinerOrder.leastEfficientFirst(state, domain)) {
        free(miner, state.ledger().excessOfAllAhead(domain));
      }
    }

    private void free(int miner, long excess) {
      if (excess > 0) {
        int left = state.miners().stepsLeft(miner, excess);
        long order = state.lastMinerOrder() + 1;
        take(new MinerOff(state.topology().miner(miner).id(), left, order, why));
      }
    }

    private void freeCaps(int domain) {
      long excess = excess(domain);
      if (excess > 0) {
        CapCut cut = CapCut.ofPart(state, domain, highest, youngest, excess);
        List<CapSet> caps = cut.watts() < excess ? List.of() : cut.free(excess, why);
        lost += cut.lost(caps);
        caps.forEach(this::take);
      }
    }

    private void take(Decision decision) {
      state.apply(decision);
      decisions.add(decision);
    }
  }
}
