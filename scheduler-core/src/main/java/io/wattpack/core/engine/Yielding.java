package io.wattpack.core.engine;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.placement.Answer;
import io.wattpack.core.placement.Ask;
import io.wattpack.core.placement.Headrooms;
import io.wattpack.core.placement.Placer;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.preemption.MinerOrder;
import io.wattpack.core.state.State;
import io.wattpack.core.state.WorkKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Switches miners off for work that waits for power, or where they are not enough lowers caps.
 *
 * <p>The idea: suppose the work started where the watts of miners would allow it, see which domains
 * would then be above their caps, and order just those miners off, least efficient first. The
 * supposition is taken back; the work starts when the site has confirmed. What was ordered off
 * before counts, so nothing is ordered off twice for the same watts.
 */
final class Yielding {
  /** Replicas of one pool or class that are supposed at once. */
  private static final int REPLICAS_MAX = 16;

  private final State state;
  private final PlanDraft draft;
  private final Placer placer;
  // Whether what was ordered off already, and miners, would be enough.
  private boolean isHopeful;

  Yielding(State state, PlanDraft draft, Placer placer) {
    this.state = state;
    this.draft = draft;
    this.placer = placer;
  }

  void makeRoomFor(WorkKey key, Ask ask, Reason limited) {
    int mark = state.checkpoint();
    Map<Integer, Given> miners = suppose(key, ask);
    state.rollback(mark);
    if (!miners.isEmpty()) {
      switchOff(miners, limited);
    } else if (!isHopeful && limited.code() == ReasonCode.POWER_LIMITED) {
      List<Decision> falls = new CapYielding(state, placer).forOne(key, ask, limited);
      if (!falls.isEmpty()) {
        draft.carryOut(new Bundle(falls));
      }
    }
  }

  /**
   * The same for paused replicas of the pool to go on.
   *
   * @return whether miners, and what was ordered off already, would be enough for one
   */
  boolean makeRoomForPaused(int pool, Reason limited) {
    int mark = state.checkpoint();
    Map<Integer, Given> miners = supposePaused(pool);
    state.rollback(mark);
    if (!miners.isEmpty()) {
      switchOff(miners, limited);
    }
    return isHopeful;
  }

  private Map<Integer, Given> supposePaused(int pool) {
    Map<Integer, Given> miners = new LinkedHashMap<>();
    Resuming resuming = new Resuming(state);
    List<Integer> candidates = resuming.candidates(pool).stream().limit(REPLICAS_MAX).toList();
    for (int replica : candidates) {
      int mark = state.checkpoint();
      resuming.bundle(replica).decisions().forEach(state::apply);
      boolean isEnough = resuming.isReachable(replica) && resuming.isHopeful(replica);
      if (isEnough && state.pools().running(pool) <= state.topology().pool(pool).replicasMax()) {
        state.commit(mark);
        isHopeful = true;
        freeFor(replica, miners);
      } else {
        state.rollback(mark);
      }
    }
    return miners;
  }

  private void freeFor(int replica, Map<Integer, Given> miners) {
    for (int member = 0; member < state.replicas().memberCount(replica); member++) {
      int node = state.replicas().nodeOfMember(replica, member);
      free(state.topology().domainOfNode(node), miners);
    }
  }

  private void switchOff(Map<Integer, Given> miners, Reason limited) {
    List<Decision> offs = new ArrayList<>();
    miners.forEach(
        (miner, given) -> {
          PowerDomainId id = state.topology().spans().id(given.span());
          Reason why = Reason.inDomain(ReasonCode.MINER_YIELDS, id, limited.asked());
          offs.add(off(miner, given.left(), offs.size(), why));
        });
    draft.carryOut(new Bundle(offs));
  }

  private MinerOff off(int miner, int left, int ordersBefore, Reason why) {
    long order = state.lastMinerOrder() + 1 + ordersBefore;
    return new MinerOff(state.topology().miner(miner).id(), left, order, why);
  }

  /**
   * How many steps of a miner group may go on, and at which domain or region its watts are needed.
   */
  private record Given(int left, int span) {}

  /** How many steps of which miner groups could go on. */
  private Map<Integer, Given> suppose(WorkKey key, Ask ask) {
    Map<Integer, Given> miners = new LinkedHashMap<>();
    for (int i = 0; i < REPLICAS_MAX && state.queue().get(key) != null; i++) {
      if (!(placer.find(ask, Headrooms.HOPED_FOR, null) instanceof Answer.Placed placed)) {
        break;
      }
      isHopeful = true;
      state.apply(new Starts(state).start(key, placed));
      for (HostBooking host : placed.hosts()) {
        int node = state.topology().nodeOf(host.node());
        free(state.topology().domainOfNode(node), miners);
      }
    }
    return miners;
  }

  /** From the node's domain up, until every level and region would be within its cap. */
  private void free(int domain, Map<Integer, Given> miners) {
    for (int above = domain; above >= 0; above = state.topology().spans().above(above)) {
      for (int miner : MinerOrder.outsideBand(state, above)) {
        give(miner, state.ledger().excessByUnits(above), above, miners);
      }
      for (int miner : MinerOrder.leastEfficientFirst(state, above)) {
        give(miner, state.ledger().excessOfAllAhead(above), above, miners);
      }
    }
  }

  private void give(int miner, long excess, int span, Map<Integer, Given> miners) {
    if (excess > 0) {
      int left = state.miners().stepsLeft(miner, excess);
      state.apply(off(miner, left, 0, Reason.of(ReasonCode.MINER_YIELDS)));
      miners.put(miner, new Given(left, span));
    }
  }
}
