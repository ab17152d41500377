package io.wattpack.core.engine;

import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.power.CeilingLedger;
import io.wattpack.core.preemption.MinerOrder;
import io.wattpack.core.state.Miners;
import io.wattpack.core.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Gives watts that nobody else wants to miners, most efficient first, as many steps as fit.
 *
 * <p>No miner starts in a power tree where work waits for power and would find a GPU, nor below a
 * domain whose watts a paused replica waits for: else miners would take each watt that falls free
 * before there are enough of them for the work. Only what the loss of a unit would take is theirs
 * all the time: work cannot have it.
 */
final class Filling {
  private final State state;
  private final PlanDraft draft;

  Filling(State state, PlanDraft draft) {
    this.state = state;
    this.draft = draft;
  }

  /**
   * @param wanted the watts of which domains waiting work wants; asked only when some miner could
   *     start
   */
  void run(Wanted wanted) {
    List<Integer> candidates = candidates();
    if (candidates.isEmpty()) {
      return;
    }
    for (int miner : candidates) {
      int domain = state.topology().domainOfMiner(miner);
      int steps = stepsThatFit(miner, domain, wanted::isWanted);
      boolean isTaken = wanted.isWantedInRegion(domain);
      if (!isTaken && steps > state.miners().ordered(miner)) {
        draft.carryOut(Bundle.of(on(miner, steps)));
      }
    }
  }

  private MinerOn on(int miner, int steps) {
    long order = state.lastMinerOrder() + 1;
    Reason why = Reason.of(ReasonCode.MINER_FILLS);
    return new MinerOn(state.topology().miner(miner).id(), steps, order, why);
  }

  /** Groups that may run more steps now, as far as power goes; looks only where some could. */
  private List<Integer> candidates() {
    List<Integer> found = new ArrayList<>();
    int root = 0;
    while (root < state.topology().domainCount()) {
      collect(root, found);
      root = state.topology().subtreeEnd(root);
    }
    found.sort(MinerOrder.byMerit(state));
    return found;
  }

  private void collect(int domain, List<Integer> found) {
    Miners miners = state.miners();
    if (miners.riseBelow(domain) == 0
        || state.ledger().headroomOfMiner(domain, 0) < miners.wattsLeast(domain)) {
      return;
    }
    int last = state.topology().minerFirst(domain + 1);
    for (int miner = state.topology().minerFirst(domain); miner < last; miner++) {
      if (isReady(miner) && stepsThatFit(miner, domain, none -> false) > miners.ordered(miner)) {
        found.add(miner);
      }
    }
    int end = state.topology().subtreeEnd(domain);
    for (int child = domain + 1; child < end; child = state.topology().subtreeEnd(child)) {
      collect(child, found);
    }
  }

  private boolean isReady(int miner) {
    return !state.topology().retained().hasMiner(miner)
        && state.miners().canRise(miner)
        && state.miners().readyAt(miner) <= state.now();
  }

  /**
   * As many steps as find their watts at every level, and as their operator lets run. One step may
   * be larger than what may rise in a beat.
   *
   * @param isWanted of which domains only watts that work could not have
   */
  private int stepsThatFit(int miner, int domain, IntPredicate isWanted) {
    long offMillis = state.topology().miner(miner).offMillis();
    CeilingLedger ledger = state.ledger();
    long now = Long.MAX_VALUE;
    long asOne = Long.MAX_VALUE;
    for (int above = domain; above >= 0; above = state.topology().parent(above)) {
      long room =
          isWanted.test(above)
              ? ledger.bandLeft(above, offMillis)
              : ledger.headroomOfMiner(above, offMillis);
      now = Math.min(now, ledger.ofThisBeat(above, room));
      asOne = Math.min(asOne, ledger.asOne(above, room));
    }
    int oneMore = state.miners().ordered(miner) + 1;
    int steps =
        Math.max(
            state.miners().stepsWith(miner, now),
            Math.min(oneMore, state.miners().stepsWith(miner, asOne)));
    return Math.min(state.minerLimits().stepsMax(miner, state.now()), steps);
  }
}
