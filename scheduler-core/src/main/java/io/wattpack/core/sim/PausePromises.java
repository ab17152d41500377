package io.wattpack.core.sim;

import io.wattpack.core.event.BatchProgressed;
import io.wattpack.core.event.Event;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.NodeStatus;
import io.wattpack.core.state.PoolStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is paused does nothing, only its GPUs are held below their knee, and it goes on when its
 * pool has work and there are watts for it.
 */
final class PausePromises {
  private final WorldCounts counts;
  private final SimulatedSites sites;

  PausePromises(WorldCounts counts, SimulatedSites sites) {
    this.counts = counts;
    this.sites = sites;
  }

  /** Work that was done just now was not done by what its site had paused. */
  void checkIdle(List<Event> events) {
    for (Event event : events) {
      if (event instanceof BatchProgressed progressed && sites.isPaused(progressed.replica())) {
        throw new BrokenPromise(
            "Replica %s works though it is paused: %s."
                .formatted(progressed.replica(), progressed));
      }
    }
  }

  /** After each step: a GPU that works is told its knee or more, a paused one its least. */
  void checkCaps() {
    for (ReplicaStart start : counts.replicas().values()) {
      ReplicaId replica = start.replica();
      if (counts.isLeaving(replica) || start.devices().isEmpty()) {
        continue;
      }
      long ordered = counts.caps().ordered(replica);
      GpuModel sheet = counts.gpuModel(counts.node(start.hosts().getFirst().node()));
      boolean isPaused = counts.told().isPaused(replica);
      if (isPaused ? ordered != sheet.capMin().value() : ordered < knee(sheet)) {
        throw new BrokenPromise(
            "The GPUs of replica %s, which is %s, are told %d W each."
                .formatted(replica, isPaused ? "paused" : "not paused", ordered));
      }
    }
  }

  private static long knee(GpuModel sheet) {
    return Math.max(sheet.capMin().value(), (sheet.peak().value() + 1) / 2);
  }

  /** Once a step has no more work. For a gang it is left out. */
  void checkResumed(EpochMillis at, FleetStatus status) {
    Map<PowerDomainId, Long> ceilings = counts.ceilings();
    for (PoolStatus pool : status.pools()) {
      boolean isAsked = pool.running() < pool.target() || pool.tokensWaiting() > 0;
      if (isAsked && pool.running() < pool.spec().replicasMax() && !isGivenUp(pool, status)) {
        counts.replicas().values().stream()
            .filter(start -> start.owner().equals(pool.spec().id()))
            .filter(start -> counts.told().isPaused(start.replica()))
            .filter(start -> start.hosts().size() == 1 && isReady(start, status))
            .filter(start -> fits(start, ceilings, at))
            .findFirst()
            .ifPresent(start -> fail(start, pool));
      }
    }
  }

  private static void fail(ReplicaStart start, PoolStatus pool) {
    throw new BrokenPromise(
        "Promise 3: replica %s stays paused with %s, but there are watts for it."
            .formatted(start.replica(), pool.waiting()));
  }

  private static boolean isGivenUp(PoolStatus pool, FleetStatus status) {
    PoolId id = pool.spec().id();
    return status.placement().drain() != null && status.placement().drain().pools().contains(id);
  }

  private static boolean isReady(ReplicaStart start, FleetStatus status) {
    return status.nodes().stream()
        .filter(node -> node.id().equals(start.hosts().getFirst().node()))
        .allMatch(NodeStatus::isReady);
  }

  private boolean fits(ReplicaStart start, Map<PowerDomainId, Long> ceilings, EpochMillis at) {
    Node node = counts.node(start.hosts().getFirst().node());
    GpuModel sheet = counts.gpuModel(node);
    long now = counts.caps().possible(start.replica());
    long more = counts.deviceRise(node, Math.max(now, knee(sheet))) - counts.deviceRise(node, now);
    Set<PowerDomainId> above = counts.atAndAbove(node.powerDomain());
    for (PowerDomain domain : counts.fleet().powerDomains()) {
      long headroom = counts.ahead().headroom(domain, at, ceilings);
      long rise = counts.riseAt(domain.id(), node, start.devices().size() * more);
      if (above.contains(domain.id()) && headroom < rise) {
        return false;
      }
    }
    return coolingFits(start);
  }

  /** Cooling may be fed from elsewhere: then this promise says nothing. */
  private boolean coolingFits(ReplicaStart start) {
    Node node = counts.node(start.hosts().getFirst().node());
    return counts.fleet().gpuContainers().stream()
        .filter(box -> box.id().equals(node.gpuContainer()))
        .allMatch(
            box ->
                box.cooling() == null
                    || counts
                        .atAndAbove(node.powerDomain())
                        .containsAll(counts.atAndAbove(box.cooling().powerDomain())));
  }
}
