package io.wattpack.core.preemption;

import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.power.curtail.ActionKind;
import io.wattpack.core.power.curtail.CurtailAction;
import io.wattpack.core.power.curtail.CurtailKind;
import io.wattpack.core.power.curtail.CurtailKind.Off;
import io.wattpack.core.power.curtail.CurtailPlan;
import io.wattpack.core.power.curtail.CurtailPlanner;
import io.wattpack.core.power.curtail.CurtailProblem;
import io.wattpack.core.power.curtail.RunningLoads;
import io.wattpack.core.state.Replicas;
import io.wattpack.core.state.Schedule;
import io.wattpack.core.state.State;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which work gives back the watts of one domain or region at the least loss of value, by lower
 * caps, pauses and stops together.
 *
 * <p>A pause loses what the work would have done during the fall; a stop also the time it takes to
 * load again, and of a task what it has done so far. Only what is ready, has whole GPUs and belongs
 * to a pool is paused: a task has no work to give back. Interactive work is firm: where it would
 * have to stop there is no plan here.
 */
final class WorkShed {
  /** How long a fall is taken to last if nobody knows its end, or that it is later. */
  static final long FALL_MILLIS_MAX = 3_600_000;

  /** Trials times loads to better a plan for few loads. */
  private static final int EFFORT = 1_000;

  private static final long MINUTE = 60_000;
  private static final int PERMILLE = 1000;
  private static final int[] ROOT = {-1};

  private final State state;
  private final int domain;
  private final long from;
  private final int first;
  private final int end;
  private final Map<CurtailKind, Integer> kinds = new LinkedHashMap<>();
  // By the cap: what a paused GPU does at it. One curve each, so that what is equal is one kind.
  private final Map<Integer, PowerCurve> idlers = new LinkedHashMap<>();
  private final RunningLoads loads = new RunningLoads();
  private final List<List<Integer>> replicas = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param inMillis when the domain must be within its cap
   */
  WorkShed(State state, int domain, long inMillis) {
    this.state = state;
    this.domain = domain;
    from = state.now() + inMillis;
    first = state.topology().nodeFirst(state.topology().spans().first(domain));
    end = state.topology().nodeFirst(state.topology().spans().end(domain));
  }

  /** Adds what falls together: one replica with GPUs of its own, or all that share one GPU. */
  void add(List<Integer> together) {
    ServiceTier tier = mostValuable(together);
    int replica = together.getFirst();
    int[] gpus = state.replicas().gpus(replica);
    int here = 0;
    for (int gpu : gpus) {
      here += isHere(gpu) ? 1 : 0;
    }
    long weight =
        Math.max(1, (long) tier.value() * shares(together) * gpus.length / here / PERMILLE);
    CurtailKind kind = kind(together, tier, Math.toIntExact(weight));
    kinds.putIfAbsent(kind, kinds.size());
    loads.add(kinds.get(kind), 0, here);
    replicas.add(together);
  }

  private ServiceTier mostValuable(List<Integer> together) {
    ServiceTier best = ServiceTier.FLEX;
    for (int replica : together) {
      ServiceTier tier = state.replicas().tier(replica);
      best = tier.compareTo(best) < 0 ? tier : best;
    }
    return best;
  }

  private boolean isHere(int gpu) {
    int node = state.topology().nodeOfGpu(gpu);
    return node >= first && node < end;
  }

  /** Thousandths of each GPU that they hold. */
  private int shares(List<Integer> together) {
    return together.stream().mapToInt(replica -> state.replicas().share(replica)).sum();
  }

  private CurtailKind kind(List<Integer> together, ServiceTier tier, int weight) {
    int replica = together.getFirst();
    if (state.replicas().isPaused(replica)) {
      return pausedKind(together, tier, weight);
    }
    PowerCurve curve = state.curveOf(replica);
    boolean isCappable = state.replicas().hasWholeGpus(replica) && tier != ServiceTier.INTERACTIVE;
    int now = isCappable ? (int) state.capOf(replica).ordered().value() : curve.wattsMax();
    int idle = Math.toIntExact(state.gpuModelOf(replica).idle().value());
    return new CurtailKind(
        curve,
        weight,
        tier,
        Math.clamp(now, curve.wattsMin(), curve.wattsMax()),
        curve.wattsMin(),
        factor(replica),
        isCappable ? 0 : CurtailKind.NEVER,
        isCappable && mayPause(replica) ? new Off(capMin(replica), 0, 0) : null,
        new Off(idle, restartMillis(together), 0));
  }

  /** One that does nothing loses only what it must load again. */
  private CurtailKind pausedKind(List<Integer> together, ServiceTier tier, int weight) {
    int replica = together.getFirst();
    int now = Math.toIntExact(state.capOf(replica).ordered().value());
    int idle = Math.toIntExact(state.gpuModelOf(replica).idle().value());
    return new CurtailKind(
        idlers.computeIfAbsent(now, at -> PowerCurve.through(new int[] {at}, new long[] {0})),
        weight,
        tier,
        now,
        now,
        factor(replica),
        CurtailKind.NEVER,
        null,
        new Off(idle, restartMillis(together), 0));
  }

  private boolean mayPause(int replica) {
    Replicas replicas = state.replicas();
    return replicas.pool(replica) >= 0 && replicas.state(replica) == ReplicaState.READY;
  }

  private int factor(int replica) {
    return PERMILLE + state.topology().node(state.replicas().node(replica)).overheadPermille();
  }

  private int capMin(int replica) {
    return Math.toIntExact(state.gpuModelOf(replica).capMin().value());
  }

  /** What is lost once; what was done in whole minutes, so that few kinds differ by it. */
  private long restartMillis(List<Integer> together) {
    long most = 0;
    for (int replica : together) {
      Replicas known = state.replicas();
      long done = known.job(replica) >= 0 ? state.now() - known.startedAt(replica) : 0;
      most = Math.max(most, known.loadMillis(replica) + done / MINUTE * MINUTE);
    }
    return Math.clamp(most, 0, Off.MILLIS_MAX);
  }

  /**
   * The least loss that frees so many watts; none: interactive work would have to stop for it, or
   * nothing can.
   */
  List<Decision> free(long excess, Reason why) {
    if (replicas.isEmpty()) {
      return List.of();
    }
    List<CurtailKind> known = List.copyOf(kinds.keySet());
    CurtailProblem problem =
        new CurtailProblem(
            ROOT, new long[] {excess}, known, loads, List.of(), List.of(), 0, fallMillis(excess));
    CurtailPlan plan = new CurtailPlanner(problem).plan(EFFORT);
    boolean isSoft = plan.actions().stream().noneMatch(action -> stopsFirm(action, known));
    return isSoft ? decisions(plan, why) : List.of();
  }

  /** Until the domain may draw again what it would now, as far as that is known. */
  private long fallMillis(long excess) {
    Schedule schedule = state.world().schedule();
    long end = from + FALL_MILLIS_MAX;
    long at = schedule.nextOfAny(domain, from);
    while (at < end && schedule.cap(domain, at) < schedule.cap(domain, from) + excess) {
      at = schedule.nextOfAny(domain, at);
    }
    return Math.clamp(at - from, MINUTE, FALL_MILLIS_MAX);
  }

  private boolean stopsFirm(CurtailAction action, List<CurtailKind> known) {
    CurtailKind kind = known.get(loads.kind(action.load()));
    return action.kind() == ActionKind.STOP && kind.tier() == ServiceTier.INTERACTIVE;
  }

  private List<Decision> decisions(CurtailPlan plan, Reason why) {
    List<Decision> decisions = new ArrayList<>();
    for (CurtailAction action : plan.actions()) {
      for (int replica : replicas.get(action.load())) {
        ReplicaId id = new ReplicaId(state.replicas().number(replica));
        if (action.kind() == ActionKind.STOP) {
          decisions.add(new ReplicaStop(id, why));
          continue;
        }
        if (action.kind() == ActionKind.PAUSE) {
          decisions.add(new ReplicaPause(id, why));
        }
        if (action.to() < state.capOf(replica).ordered().value()) {
          int order = state.capOf(replica).order() + 1;
          decisions.add(new CapSet(id, new Watts(action.to()), order, why));
        }
      }
    }
    return decisions;
  }
}
