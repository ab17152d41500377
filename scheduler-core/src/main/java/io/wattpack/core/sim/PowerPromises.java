package io.wattpack.core.sim;

import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Promise 1: nothing raises a ceiling above today's cap, and what can be shed above a cap is
 * ordered off at once.
 */
final class PowerPromises {
  private final WorldCounts counts;
  private final RegionPromises regions;

  PowerPromises(WorldCounts counts) {
    this.counts = counts;
    regions = new RegionPromises(counts);
  }

  /** After every step: each domain under which something started has its ceiling within its cap. */
  void checkRises(Plan plan) {
    Map<PowerDomainId, Long> ceilings = counts.ceilings();
    Set<PowerDomainId> raised = raised(plan);
    regions.checkRises(raised, plan.at());
    for (PowerDomain domain : counts.fleet().powerDomains()) {
      long ceiling = ceilings.getOrDefault(domain.id(), 0L);
      long cap = counts.ahead().least(domain, plan.at());
      if (raised.contains(domain.id()) && ceiling > cap) {
        throw new BrokenPromise(
            "Promise 1: the plan raised power domain %s to %d W, above its cap of now or soon of %d W."
                .formatted(domain.id(), ceiling, cap));
      }
    }
  }

  /** After every step: nothing was switched on above what its operator lets run. */
  void checkMinerLimits(Plan plan) {
    for (Bundle bundle : plan.bundles()) {
      for (Decision decision : bundle.decisions()) {
        if (decision instanceof MinerOn on && on.steps() > stepsMax(on, plan.at())) {
          throw new BrokenPromise(
              "Promise 1: miner group %s is to run %d steps, but its operator lets %d run."
                  .formatted(on.minerGroup(), on.steps(), stepsMax(on, plan.at())));
        }
      }
    }
  }

  private int stepsMax(MinerOn on, EpochMillis at) {
    return counts.fleet().minerGroups().stream()
        .filter(group -> group.id().equals(on.minerGroup()))
        .mapToInt(group -> counts.minerLimits().stepsMax(group, at))
        .sum();
  }

  /** After every step: whatever ran above what its operator lets run was ordered off. */
  void checkMinersObey(EpochMillis at) {
    for (MinerGroup group : counts.fleet().minerGroups()) {
      int told = counts.miners().told(group);
      if (group.isSwitchable() && told > counts.minerLimits().stepsMax(group, at)) {
        throw new BrokenPromise(
            "Promise 1: miner group %s stays at %d steps, but its operator lets %d run."
                .formatted(group.id(), told, counts.minerLimits().stepsMax(group, at)));
      }
    }
  }

  private Set<PowerDomainId> raised(Plan plan) {
    Set<PowerDomainId> raised = new TreeSet<>();
    for (Bundle bundle : plan.bundles()) {
      for (Decision decision : bundle.decisions()) {
        switch (decision) {
          case ReplicaStart start ->
              start
                  .hosts()
                  .forEach(host -> raised.addAll(counts.atAndAbove(domainOf(host.node()))));
          case MinerOn on -> raised.addAll(counts.atAndAbove(domainOf(on)));
          case CapSet cap -> raised.addAll(raisedBy(cap));
          default -> {
            // The others raise nothing.
          }
        }
      }
    }
    return raised;
  }

  private Set<PowerDomainId> raisedBy(CapSet cap) {
    ReplicaStart start = counts.replicas().get(cap.replica());
    Set<PowerDomainId> raised = new TreeSet<>();
    if (start != null && counts.caps().raised().contains(cap.replica())) {
      start.hosts().forEach(host -> raised.addAll(counts.atAndAbove(domainOf(host.node()))));
    }
    return raised;
  }

  private PowerDomainId domainOf(NodeId id) {
    return counts.fleet().nodes().stream()
        .filter(node -> node.id().equals(id))
        .map(Node::powerDomain)
        .findFirst()
        .orElseThrow(
            () ->
                new BrokenPromise(
                    "A plan starts something on node %s, which is unknown.".formatted(id)));
  }

  private PowerDomainId domainOf(MinerOn on) {
    return counts.fleet().minerGroups().stream()
        .filter(miner -> miner.id().equals(on.minerGroup()))
        .map(MinerGroup::powerDomain)
        .findFirst()
        .orElseThrow(
            () ->
                new BrokenPromise(
                    "A plan switches %s, which is unknown.".formatted(on.minerGroup())));
  }

  /**
   * Once a step has no more work: above a cap is only what nobody can shed, and it is reported to
   * the watt.
   */
  void checkShed(EpochMillis at, FleetStatus status) {
    regions.checkShed(at, status);
    Map<PowerDomainId, Long> settled = counts.ceilingsSettled();
    Map<PowerDomainId, Long> floor = counts.floor();
    for (DomainStatus domain : status.domains()) {
      PowerDomainId id = domain.domain().id();
      long drawn = settled.getOrDefault(id, 0L);
      long stoppable = drawn - floor.getOrDefault(id, 0L);
      long over = drawn - counts.capOfAllUnits(domain.domain(), at);
      requireShed(id, over, stoppable);
      long overByUnits = drawn - counts.band().capSettled(domain.domain());
      requireShed(id, overByUnits, stoppable - counts.band().minedSettled(domain.domain()));
      over = Math.max(0, Math.max(over, overByUnits));
      if (domain.breach().value() != over) {
        throw new BrokenPromise(
            "Power domain %s is %d W in breach, but %d W are reported."
                .formatted(id, over, domain.breach().value()));
      }
    }
  }

  private static void requireShed(PowerDomainId id, long over, long stoppable) {
    if (over > 0 && stoppable > 0) {
      throw new BrokenPromise(
          "Promise 1: power domain %s stays %d W above its cap, though %d W of it could be ordered off."
              .formatted(id, over, stoppable));
    }
  }

  /**
   * Once a step has no more work: whatever must go for a cap that is known, and takes so long that
   * it would not be gone later, was ordered off.
   */
  void checkPrepared(EpochMillis at) {
    regions.checkPrepared(at);
    Map<PowerDomainId, Long> settled = counts.ceilingsSettled();
    Map<PowerDomainId, Long> floor = counts.floor();
    for (PowerDomain domain : counts.fleet().powerDomains()) {
      for (EpochMillis step : counts.ahead().steps(domain, at)) {
        long over = settled.getOrDefault(domain.id(), 0L) - counts.capOfAllUnits(domain, step);
        long stoppable =
            settled.getOrDefault(domain.id(), 0L) - floor.getOrDefault(domain.id(), 0L);
        requirePrepared(domain, Math.min(over, stoppable), step.value() - at.value());
      }
    }
  }

  /** Miners go first; of what must go, the faster ones may wait. */
  private void requirePrepared(PowerDomain domain, long over, long inMillis) {
    long later = 0;
    long due = 0;
    for (MinerGroup miner : counts.minersBelow(domain.id())) {
      long watts = MinerCounts.watts(miner, counts.miners().told(miner));
      later += miner.offMillis() < inMillis ? watts : 0;
      due += miner.offMillis() < inMillis ? 0 : watts;
    }
    boolean replicasAreLate = over > later + due && counts.stopMillis(domain) >= inMillis;
    if (replicasAreLate || (due > 0 && over > later)) {
      throw new BrokenPromise(
          "Promise 1: power domain %s must lose %d W within %d ms, which it cannot any more."
              .formatted(domain.id(), over, inMillis));
    }
  }
}
