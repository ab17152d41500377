package io.wattpack.core.engine;

import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.placement.Headrooms;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaResume;
import io.wattpack.core.power.CeilingLedger;
import io.wattpack.core.state.Replicas;
import io.wattpack.core.state.Spans;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a paused replica of a pool that may go on: all its weights are there, so it does in
 * seconds what a new one does in minutes.
 *
 * <p>It needs the watts of the knee of its GPUs at every level; what more they get is found later,
 * as for all that is capped.
 */
final class Resuming {
  /** Paused replicas of one pool that are looked at; the oldest. */
  private static final int LOOKED_AT_MAX = 256;

  private static final Reason WHY = Reason.of(ReasonCode.LIMIT_ROSE);

  /** No paused replica is asked for. */
  static final Found NOTHING = new Found(null, null);

  private final State state;

  Resuming(State state) {
    this.state = state;
  }

  /**
   * What was found.
   *
   * @param bundle that lets one go on; null: none may
   * @param reason why the first one that only lacks watts may not, else why none can be reached;
   *     null: one may, or there is none
   */
  record Found(@Nullable Bundle bundle, @Nullable Reason reason) {}

  Found find(int pool) {
    Reason first = null;
    for (int replica : candidates(pool)) {
      Reason reason = refusal(replica);
      if (reason == null) {
        return new Found(bundle(replica), null);
      }
      first = first == null || first.code() == ReasonCode.CORDONED ? reason : first;
    }
    return first == null ? NOTHING : new Found(null, first);
  }

  /** The oldest paused replicas, if the pool would have one go on. */
  List<Integer> candidates(int pool) {
    return state.pools().wantsPaused(pool)
        ? state.pools().paused(pool).stream().limit(LOOKED_AT_MAX).toList()
        : List.of();
  }

  /** Why the replica may not go on now; null: it may. */
  private @Nullable Reason refusal(int replica) {
    if (!isReachable(replica)) {
      return Reason.of(ReasonCode.CORDONED);
    }
    Lack lack = lack(replica);
    return lack == null ? null : limitedBy(lack);
  }

  /** The first domain that has too few watts for it, of each paused replica that could go on. */
  List<Integer> lackingFor(int pool) {
    List<Integer> found = new ArrayList<>();
    for (int replica : candidates(pool)) {
      Lack lack = isReachable(replica) ? lack(replica) : null;
      if (lack != null) {
        found.add(lack.span());
      }
    }
    return found;
  }

  /** A domain or region with a headroom that is less than what would rise there. */
  private record Lack(int span, long headroom, long rise) {}

  /** Where it has too few watts to go on; null: nowhere. */
  private @Nullable Lack lack(int replica) {
    Map<Integer, Long> before = figuresAbove(replica, CeilingLedger::headroom);
    Map<Integer, Long> ceilings = figuresAbove(replica, CeilingLedger::ceiling);
    int mark = state.checkpoint();
    bundle(replica).decisions().forEach(state::apply);
    Map<Integer, Long> after = figuresAbove(replica, CeilingLedger::ceiling);
    state.rollback(mark);
    for (Map.Entry<Integer, Long> span : before.entrySet()) {
      long rise = figure(after, span.getKey()) - figure(ceilings, span.getKey());
      if (span.getValue() < Math.max(0, rise)) {
        return new Lack(state.ledger().tightest(span.getKey()), span.getValue(), rise);
      }
    }
    return null;
  }

  private static long figure(Map<Integer, Long> figures, int span) {
    return figures.getOrDefault(span, 0L);
  }

  /** A figure of every domain and region above the replica, in the order they are asked. */
  private Map<Integer, Long> figuresAbove(int replica, Figure figure) {
    Map<Integer, Long> figures = new LinkedHashMap<>();
    Replicas replicas = state.replicas();
    Spans spans = state.topology().spans();
    for (int member = 0; member < replicas.memberCount(replica); member++) {
      int domain = state.topology().domainOfNode(replicas.nodeOfMember(replica, member));
      for (int above = domain; above >= 0; above = spans.above(above)) {
        figures.put(above, figure.of(state.ledger(), above));
      }
    }
    return figures;
  }

  private interface Figure {
    long of(CeilingLedger ledger, int span);
  }

  private Reason limitedBy(Lack lack) {
    ReasonCode code = lack.headroom() < 0 ? ReasonCode.IN_BREACH : ReasonCode.POWER_LIMITED;
    return Reason.inDomain(code, state.topology().spans().id(lack.span()), lack.rise());
  }

  /** A node that is gone resumes nothing; a closed place keeps what it has. */
  boolean isReachable(int replica) {
    for (int member = 0; member < state.replicas().memberCount(replica); member++) {
      if (!state.closures().isReady(state.replicas().nodeOfMember(replica, member))) {
        return false;
      }
    }
    return true;
  }

  /** Whether what was ordered off and miners would be enough for what is booked. */
  boolean isHopeful(int replica) {
    return figuresAbove(replica, Headrooms.HOPED_FOR::watts).values().stream()
        .allMatch(watts -> watts >= 0);
  }

  /** The cap comes first: none works below the knee. */
  Bundle bundle(int replica) {
    ReplicaId id = new ReplicaId(state.replicas().number(replica));
    Decision cap = new CapSet(id, knee(replica), state.capOf(replica).order() + 1, WHY);
    return new Bundle(List.of(cap, new ReplicaResume(id, WHY)));
  }

  private Watts knee(int replica) {
    Topology topology = state.topology();
    GpuModel sheet = topology.gpuModel(topology.gpuModelOfNode(state.replicas().node(replica)));
    return sheet.capLeast();
  }
}
