package io.wattpack.core.preemption;

import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.state.Replicas;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import io.wattpack.core.state.column.Codes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;

/**
 * What gives back watts that a domain or region may no longer draw, in merit order: miners first,
 * then lower caps of running GPUs and pauses; where these would not be enough the least valuable
 * tier stops, the youngest first, until they are.
 *
 * <p>Only what really lowers the domain is stopped: replicas that share a GPU go together or not at
 * all, and count as valuable as the most valuable of them.
 */
public final class Curtailment {
  /** A cap that holds: what was ordered off is on its way, however long it takes. */
  private static final long NOW = 0;

  private final State state;

  public Curtailment(State state) {
    this.state = state;
  }

  /**
   * What must go for the domain to come within its cap, as far as anything can; none: nothing. What
   * was ordered off and does not go in twice its time counts as staying: others go for it.
   */
  public List<Decision> of(int domain) {
    Goal goal = new Goal(domain, state.ledger().capOfAll(domain), NOW);
    ReasonCode code = codeOf(goal);
    List<Decision> decisions = of(goal, code);
    if (code == ReasonCode.METER_ABOVE_BOOKED) {
      bridge(goal, decisions);
    }
    return decisions;
  }

  /**
   * What must go that the loss of a unit of the domain takes nothing but the miners in its band;
   * those free nothing of that.
   */
  public List<Decision> ofUnits(int domain) {
    Goal goal = new Goal(domain);
    return of(goal, codeOf(goal));
  }

  private ReasonCode codeOf(Goal goal) {
    if (goal.hasStragglers()) {
      return ReasonCode.ACTUATOR_OVERDUE;
    }
    boolean isRegion = state.topology().spans().isRegion(goal.domain);
    return isRegion || state.meters().unexplained(goal.domain) == 0
        ? ReasonCode.LIMIT_FELL
        : ReasonCode.METER_ABOVE_BOOKED;
  }

  /**
   * What a meter reads above the cap is drawn now, and not only by what is booked. Miners that go
   * off for it may take minutes, a cap a second: until they are gone flexible GPUs are capped.
   */
  private void bridge(Goal goal, List<Decision> decisions) {
    boolean areMinersAlone =
        !decisions.isEmpty() && decisions.stream().allMatch(MinerOff.class::isInstance);
    long tooMuch = state.meters().watts(goal.domain) - goal.cap - goneSoon(goal.domain);
    if (tooMuch > 0 && areMinersAlone) {
      PowerDomainId id = state.topology().domain(goal.domain).id();
      CapCut cut = CapCut.ofAll(state, goal.domain, ServiceTier.STANDARD, Curtailment::isNever);
      long watts = Math.min(tooMuch, cut.watts());
      decisions.addAll(
          0, cut.free(watts, Reason.inDomain(ReasonCode.METER_ABOVE_BOOKED, id, tooMuch)));
    }
  }

  private static boolean isNever(int one) {
    return false;
  }

  /** What was ordered off before and is gone as soon as work that is told now. */
  private long goneSoon(int domain) {
    long then = state.now() + state.topology().stopMillis(domain);
    return state.ledger().pendingFall(domain) - LateFalls.after(state, then, domain);
  }

  /**
   * What must be told by now to go if the domain shall be within another cap by some moment; none:
   * nothing. What is gone faster waits for its own time, and counts as gone. What was ordered off
   * before and will be gone only after that moment does not: what is faster makes up for it.
   *
   * @param inMillis until that moment; at least 1
   */
  public List<Decision> ahead(int domain, long cap, long inMillis) {
    return of(new Goal(domain, cap, inMillis), ReasonCode.LIMIT_WILL_FALL);
  }

  private List<Decision> of(Goal goal, ReasonCode code) {
    List<Decision> decisions = new ArrayList<>();
    if (goal.excess() == 0) {
      return decisions;
    }
    PowerDomainId id = state.topology().spans().id(goal.domain);
    Reason why = Reason.inDomain(code, id, goal.excess());
    int mark = state.checkpoint();
    shed(goal, why, decisions);
    if (goal.hasStragglers() && goal.excess() > 0) {
      goal.spareNobody();
      shed(goal, why, decisions);
    }
    state.rollback(mark);
    return decisions;
  }

  private void shed(Goal goal, Reason why, List<Decision> decisions) {
    shedMiners(goal, why, decisions);
    shedReplicas(goal, why, decisions);
  }

  /** A cap for a domain and the time until it holds. */
  private final class Goal {
    private final int domain;
    private final long cap;
    private final long inMillis;
    private final boolean isOfUnits;
    private long aim = NOW;
    private long late;
    private IntPredicate isSparedMiner = Curtailment::isNever;
    private IntPredicate isSparedReplica = Curtailment::isNever;

    /** What the domain can bear without a unit, now. */
    Goal(int domain) {
      this.domain = domain;
      cap = state.ledger().band().capOfAll(domain);
      inMillis = NOW;
      isOfUnits = true;
      late = state.ledger().ceiling(domain) > cap ? LateFalls.overdueByUnits(state, domain) : 0;
      spareStragglers();
    }

    Goal(int domain, long cap, long inMillis) {
      this.domain = domain;
      this.cap = cap;
      this.inMillis = inMillis;
      isOfUnits = false;
      if (inMillis == NOW) {
        late = state.ledger().ceiling(domain) > cap ? LateFalls.overdue(state, domain) : 0;
        spareStragglers();
      } else {
        aimAt(inMillis);
      }
    }

    /** Whether something did not go though it was told to. */
    boolean hasStragglers() {
      return inMillis == NOW && late > 0;
    }

    /** Who did not do what he was told is told more only when nobody else is left. */
    private void spareStragglers() {
      if (late > 0) {
        isSparedMiner = miner -> LateFalls.overdueOfMiner(state, miner) > 0;
        isSparedReplica = replica -> LateFalls.isOverdue(state, replica);
      }
    }

    void spareNobody() {
      isSparedMiner = Curtailment::isNever;
      isSparedReplica = Curtailment::isNever;
    }

    /** Those who can be in time, the slowest first; then the others, the fastest first. */
    long[] inTurn(long[] slowestFirst) {
      LongStream late = LongStream.of(slowestFirst).filter(millis -> !canBeInTime(millis)).sorted();
      return LongStream.concat(LongStream.of(slowestFirst).filter(this::canBeInTime), late)
          .toArray();
    }

    private boolean canBeInTime(long millis) {
      return inMillis == NOW || millis <= inMillis;
    }

    boolean isDue(long leadMillis) {
      return leadMillis + Topology.LEAD_MARGIN_MILLIS >= inMillis;
    }

    /** What takes so long is asked for what is still there when it could be gone. */
    void aimWith(long leadMillis) {
      if (inMillis != NOW) {
        aimAt(Math.max(inMillis, leadMillis));
      }
    }

    // What was ordered since the last call is gone by the moment of then. So nothing that was
    // worked out for a moment changes while the moment stays.
    private void aimAt(long millis) {
      if (millis != aim) {
        aim = millis;
        boolean isAbove = state.ledger().ceiling(domain) > cap;
        late = isAbove ? LateFalls.after(state, state.now() + aim, domain) : 0;
      }
    }

    /** Watts that must still go. */
    long excess() {
      return isOfUnits
          ? state.ledger().excessByUnits(domain, late)
          : state.ledger().excessOver(domain, cap - late);
    }

    List<Integer> miners(long at) {
      return isOfUnits
          ? MinerOrder.outsideBand(state, domain)
          : MinerOrder.leastEfficientFirst(state, domain, at);
    }
  }

  private void shedMiners(Goal goal, Reason why, List<Decision> decisions) {
    long at = state.now() + goal.inMillis;
    for (int miner : goal.miners(at)) {
      MinerGroup group = state.topology().miner(miner);
      goal.aimWith(group.offMillis());
      if (goal.excess() > 0 && !goal.isSparedMiner.test(miner)) {
        int left = state.miners().stepsLeft(miner, goal.excess());
        MinerOff off = new MinerOff(group.id(), left, state.lastMinerOrder() + 1, why);
        state.apply(off);
        if (goal.isDue(group.offMillis())) {
          decisions.add(off);
        }
      }
    }
  }

  /**
   * Lowers caps and stops work at the least loss of value. What is slow to stop is looked at first,
   * together with all that is faster; what then is still there too long the faster sites make up
   * for. Who is faster than that waits for his own time. Who would be too late even now is asked
   * last, for what is left then.
   */
  private void shedReplicas(Goal goal, Reason why, List<Decision> decisions) {
    long[] stopTimes = state.topology().spans().stopTimes(goal.domain);
    if (!goal.isDue(stopTimes[0])) {
      return;
    }
    for (long stopMillis : goal.inTurn(stopTimes)) {
      goal.aimWith(stopMillis);
      if (goal.excess() > 0) {
        shedReplicas(goal, stopMillis, why, decisions);
      }
    }
  }

  private void shedReplicas(Goal goal, long stopMillis, Reason why, List<Decision> decisions) {
    WorkShed shed = new WorkShed(state, goal.domain, goal.inMillis);
    // Of equals the last that was added goes first.
    victims(goal, stopMillis).reversed().forEach(victim -> shed.add(victim.together()));
    shed.free(goal.excess(), why).forEach(decision -> take(goal, decision, decisions));
    if (goal.excess() > 0) {
      shedInOrder(goal, stopMillis, why, decisions);
    }
  }

  /** What no plan could free: tier by tier, caps of firm work last. */
  private void shedInOrder(Goal goal, long stopMillisMax, Reason why, List<Decision> decisions) {
    ServiceTier highest = ServiceTier.STANDARD;
    IntPredicate isLeftOut =
        replica ->
            goal.isSparedReplica.test(replica)
                || stopMillisAt(state.replicas().node(replica)) > stopMillisMax;
    CapCut cut = CapCut.ofAll(state, goal.domain, highest, isLeftOut);
    long possible = cut.watts();
    for (Victim victim : victims(goal, stopMillisMax)) {
      if (goal.excess() > possible && victim.tier() < Codes.of(highest)) {
        highest = ServiceTier.INTERACTIVE;
        cut = CapCut.ofAll(state, goal.domain, highest, isLeftOut);
        possible = cut.watts();
      }
      if (goal.excess() <= possible) {
        break;
      }
      for (int replica : victim.together()) {
        possible -= cut.wattsOf(replica);
        take(goal, new ReplicaStop(new ReplicaId(number(replica)), why), decisions);
      }
    }
    CapCut.ofAll(state, goal.domain, highest, isLeftOut)
        .free(goal.excess(), why)
        .forEach(cap -> take(goal, cap, decisions));
  }

  private void take(Goal goal, Decision decision, List<Decision> decisions) {
    long stopMillis = stopMillisOf(replicaOf(decision));
    state.apply(decision);
    if (goal.isDue(stopMillis)) {
      decisions.add(decision);
    }
  }

  private static ReplicaId replicaOf(Decision decision) {
    return switch (decision) {
      case ReplicaStop stop -> stop.replica();
      case ReplicaPause pause -> pause.replica();
      case CapSet cap -> cap.replica();
      default -> throw new IllegalStateException("%s is about no replica.".formatted(decision));
    };
  }

  private long stopMillisOf(ReplicaId id) {
    return stopMillisAt(state.replicas().node(state.replicas().slotOf(id.value())));
  }

  private long stopMillisAt(int node) {
    return state.topology().stopMillis(state.topology().domainOfNode(node));
  }

  private long number(int replica) {
    return state.replicas().number(replica);
  }

  /** Replicas that fall together: one with GPUs of its own, or all that share one GPU. */
  private record Victim(
      int tier, boolean isPaused, long startedAt, long number, List<Integer> together) {
    private static final Comparator<Victim> ORDER =
        Comparator.comparingInt(Victim::tier)
            .thenComparing(Victim::isPaused)
            .thenComparingLong(Victim::startedAt)
            .thenComparingLong(Victim::number)
            .reversed();
  }

  /** Where stopping takes no longer than that. */
  private List<Victim> victims(Goal goal, long stopMillisMax) {
    List<Victim> victims = new ArrayList<>();
    int end = state.topology().nodeFirst(state.topology().spans().end(goal.domain));
    int first = state.topology().nodeFirst(state.topology().spans().first(goal.domain));
    for (int node = first; node < end; node++) {
      if (stopMillisAt(node) <= stopMillisMax) {
        addVictims(node, first, victims);
      }
    }
    victims.removeIf(victim -> victim.together().stream().anyMatch(goal.isSparedReplica::test));
    victims.sort(Victim.ORDER);
    return victims;
  }

  private void addVictims(int node, int first, List<Victim> victims) {
    List<Integer> open = new ArrayList<>();
    for (int replica : state.devices().residents(node)) {
      if (!state.replicas().isLeaving(replica) && isCounted(replica, node, first)) {
        open.add(replica);
      }
    }
    open.sort(Comparator.comparingLong(this::number));
    while (!open.isEmpty()) {
      int oldest = open.getFirst();
      List<Integer> together = open.stream().filter(other -> sharesGpu(oldest, other)).toList();
      open.removeAll(together);
      victims.add(victim(together));
    }
  }

  /** Work without GPUs adds no watts; a gang is counted where its first member stands below. */
  private boolean isCounted(int replica, int node, int first) {
    Replicas replicas = state.replicas();
    for (int member = 0; member < replicas.memberCount(replica); member++) {
      int other = replicas.nodeOfMember(replica, member);
      if (other >= first && other < node) {
        return false;
      }
    }
    return replicas.gpuCount(replica) > 0;
  }

  /** Replicas of several GPUs hold them whole, so sharing one GPU is sharing all. */
  private boolean sharesGpu(int one, int other) {
    return state.replicas().gpu(one, 0) == state.replicas().gpu(other, 0);
  }

  private Victim victim(List<Integer> together) {
    Replicas replicas = state.replicas();
    int tier = Integer.MAX_VALUE;
    long startedAt = 0;
    long number = 0;
    for (int replica : together) {
      tier = Math.min(tier, Codes.of(replicas.tier(replica)));
      startedAt = Math.max(startedAt, replicas.startedAt(replica));
      number = Math.max(number, replicas.number(replica));
    }
    boolean isPaused = replicas.isPaused(together.getFirst());
    return new Victim(tier, isPaused, startedAt, number, together);
  }
}
