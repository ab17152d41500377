package io.wattpack.core.sim;

import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Caps of domains and regions that come before all that can be stopped there could be gone. */
final class AheadCounts {
  private static final long MARGIN_MILLIS = 1_000;

  private final WorldCounts counts;
  private final LimitCounts limits;

  AheadCounts(WorldCounts counts, LimitCounts limits) {
    this.counts = counts;
    this.limits = limits;
  }

  /** The least the domain may draw until everything that can be stopped below could be gone. */
  long least(PowerDomain domain, EpochMillis at) {
    return steps(domain, at).stream()
        .mapToLong(step -> counts.capOfAllUnits(domain, step))
        .reduce(counts.cap(domain, at), Math::min);
  }

  /** What one thing may add there now, and at an interconnect as far as its regions go. */
  long headroom(PowerDomain domain, EpochMillis at, Map<PowerDomainId, Long> ceilings) {
    long ceiling = ceilings.getOrDefault(domain.id(), 0L);
    long paced = counts.rises().room(counts.fleet(), domain, ceiling, at);
    long headroom = Math.min(least(domain, at) - ceiling, paced);
    for (PowerDomainId region : RegionCounts.of(counts.fleet())) {
      if (RegionCounts.interconnects(counts.fleet(), region).contains(domain)) {
        long left = least(region, at) - RegionCounts.sum(counts.fleet(), region, ceilings);
        headroom = Math.min(headroom, left);
      }
    }
    return headroom;
  }

  /** Moments at which its cap may change before everything that can be stopped below is gone. */
  List<EpochMillis> steps(PowerDomain domain, EpochMillis at) {
    return between(limits.steps(domain, at.value()), at, leadMillis(domain));
  }

  /** What the interconnects of the region may draw together at that moment. */
  long cap(PowerDomainId region, EpochMillis at) {
    return limits.cap(region, at);
  }

  /** The least they may draw until everything that can be stopped there could be gone. */
  long least(PowerDomainId region, EpochMillis at) {
    return steps(region, at).stream()
        .mapToLong(step -> cap(region, step))
        .reduce(cap(region, at), Math::min);
  }

  /** Moments at which that may change before everything that can be stopped there is gone. */
  List<EpochMillis> steps(PowerDomainId region, EpochMillis at) {
    long lead =
        RegionCounts.interconnects(counts.fleet(), region).stream()
            .mapToLong(this::leadMillis)
            .reduce(0, Math::max);
    return between(limits.steps(region), at, lead);
  }

  private static List<EpochMillis> between(Set<Long> steps, EpochMillis at, long lead) {
    return steps.stream()
        .filter(step -> step > at.value() && step <= at.value() + lead)
        .map(EpochMillis::new)
        .toList();
  }

  /** How long before the slowest thing below is told to stop; 0: nothing there can be stopped. */
  private long leadMillis(PowerDomain domain) {
    boolean hasNodes =
        counts.fleet().nodes().stream()
            .anyMatch(node -> counts.atAndAbove(node.powerDomain()).contains(domain.id()));
    return counts.minersBelow(domain.id()).stream()
        .mapToLong(miner -> miner.offMillis() + MARGIN_MILLIS)
        .reduce(hasNodes ? counts.stopMillis(domain) + MARGIN_MILLIS : 0, Math::max);
  }
}
