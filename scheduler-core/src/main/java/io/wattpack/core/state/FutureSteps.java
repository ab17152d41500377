package io.wattpack.core.state;

import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the caps of domains and regions that are known in advance, and what must go for them. */
final class FutureSteps {
  /** Two events with their ramps, and a limit that ends. */
  private static final int STEPS_MAX = 50;

  /** A contract goes on for ever. */
  private static final int LOOKS_MAX = 200;

  private final State state;
  private final Topology topology;
  private final Schedule schedule;

  FutureSteps(State state) {
    this.state = state;
    topology = state.topology();
    schedule = state.world().schedule();
  }

  /** Those after the present moment, in the order of time; one that changes no cap is left out. */
  List<FutureStep> of(int domain) {
    long at = schedule.nextOfAny(domain, state.now());
    return at == Long.MAX_VALUE ? List.of() : from(domain, at, firm(domain));
  }

  private List<FutureStep> from(int domain, long first, long firm) {
    List<FutureStep> steps = new ArrayList<>();
    long at = first;
    long before = cap(domain, state.now());
    for (int looks = 0; at != Long.MAX_VALUE && isWithin(looks, steps); looks++) {
      long cap = cap(domain, at);
      if (cap != before) {
        steps.add(step(domain, at, cap, firm));
      }
      before = cap;
      at = schedule.nextOfAny(domain, at);
    }
    return List.copyOf(steps);
  }

  private long cap(int domain, long at) {
    return Math.min(schedule.cap(domain, at), state.ledger().band().capOfAll(domain));
  }

  private static boolean isWithin(int looks, List<FutureStep> steps) {
    return looks < LOOKS_MAX && steps.size() < STEPS_MAX;
  }

  private FutureStep step(int domain, long at, long cap, long firm) {
    long drain = state.ledger().excessOver(domain, Math.max(cap, firm));
    return new FutureStep(
        new EpochMillis(at),
        new Watts(Math.min(cap, schedule.carries(domain))),
        schedule.binding(domain, at),
        new Watts(firm),
        new Watts(drain),
        drainFrom(domain, at, drain));
  }

  /** Bases, idle GPUs, their cooling and miners without an actuator. */
  private long firm(int domain) {
    int first = topology.spans().first(domain);
    int end = topology.spans().end(domain);
    long watts = 0;
    for (int below = first; below < end; below++) {
      watts += topology.domain(below).base().value();
    }
    for (int node = topology.nodeFirst(first); node < topology.nodeFirst(end); node++) {
      watts += topology.baseOfNode(node);
    }
    for (int miner = topology.minerFirst(first); miner < topology.minerFirst(end); miner++) {
      watts += state.miners().isSwitchable(miner) ? 0 : topology.miner(miner).watts().value();
    }
    return watts + firmCooling(first, end);
  }

  private long firmCooling(int first, int end) {
    long[] servers = new long[topology.gpuContainerCount()];
    for (int node = topology.nodeFirst(first); node < topology.nodeFirst(end); node++) {
      boolean isCounted = topology.cooling().feedOfNode(node) >= first;
      servers[topology.gpuContainerOfNode(node)] += isCounted ? topology.baseOfNode(node) : 0;
    }
    long watts = 0;
    for (int box = 0; box < servers.length; box++) {
      watts += state.cooling().riseMax(box, servers[box]);
    }
    return watts;
  }

  /** Miners go first, so that replicas matter only where those are not enough. */
  private @Nullable EpochMillis drainFrom(int domain, long at, long drain) {
    if (drain == 0) {
      return null;
    }
    boolean needsReplicas = drain > state.ledger().yieldable(domain);
    Spans spans = topology.spans();
    long lead = needsReplicas ? spans.stopTimes(domain)[0] : 0;
    int end = topology.minerFirst(spans.end(domain));
    for (int miner = topology.minerFirst(spans.first(domain)); miner < end; miner++) {
      lead = state.miners().canYield(miner) ? Math.max(lead, offMillis(miner)) : lead;
    }
    return new EpochMillis(Math.max(state.now(), at - lead - Leads.MARGIN_MILLIS));
  }

  private long offMillis(int miner) {
    return topology.miner(miner).offMillis();
  }
}
