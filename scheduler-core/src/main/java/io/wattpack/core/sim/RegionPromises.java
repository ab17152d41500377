package io.wattpack.core.sim;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.RegionStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Promise 1 for the fleet and for price zones: the sum over their interconnects is counted. */
final class RegionPromises {
  private final WorldCounts counts;

  RegionPromises(WorldCounts counts) {
    this.counts = counts;
  }

  /** A region of which an interconnect was raised has the sum of its ceilings within its cap. */
  void checkRises(Set<PowerDomainId> raised, EpochMillis at) {
    Map<PowerDomainId, Long> ceilings = counts.ceilings();
    for (PowerDomainId region : RegionCounts.of(counts.fleet())) {
      boolean isRaised = interconnects(region).stream().anyMatch(top -> raised.contains(top.id()));
      long ceiling = sum(region, ceilings);
      if (isRaised && ceiling > counts.ahead().least(region, at)) {
        throw new BrokenPromise(
            "Promise 1: the plan raised region %s to %d W, above its cap of now or soon of %d W."
                .formatted(region, ceiling, counts.ahead().least(region, at)));
      }
    }
  }

  private List<PowerDomain> interconnects(PowerDomainId region) {
    return RegionCounts.interconnects(counts.fleet(), region);
  }

  private long sum(PowerDomainId region, Map<PowerDomainId, Long> counted) {
    return RegionCounts.sum(counts.fleet(), region, counted);
  }

  /** Above the cap is only what nobody can shed, and it is reported to the watt. */
  void checkShed(EpochMillis at, FleetStatus status) {
    Map<PowerDomainId, Long> settled = counts.ceilingsSettled();
    Map<PowerDomainId, Long> floor = counts.floor();
    for (RegionStatus region : status.regions()) {
      long over = Math.max(0, sum(region.id(), settled) - counts.ahead().cap(region.id(), at));
      long firm = sum(region.id(), floor);
      if (over > 0 && sum(region.id(), settled) > firm) {
        throw new BrokenPromise(
            "Promise 1: region %s stays %d W above its cap, though %d W of it could be ordered off."
                .formatted(region.id(), over, sum(region.id(), settled) - firm));
      }
      if (region.breach().value() != over) {
        throw new BrokenPromise(
            "Region %s is %d W in breach, but %d W are reported."
                .formatted(region.id(), over, region.breach().value()));
      }
      requireSum(region);
    }
  }

  private void requireSum(RegionStatus region) {
    long ceiling = sum(region.id(), counts.ceilings());
    if (region.ceiling().value() != ceiling) {
      throw new BrokenPromise(
          "Region %s can draw %d W, but %d W are told."
              .formatted(region.id(), ceiling, region.ceiling().value()));
    }
  }

  /** What must go for a cap that is known, and would not be gone later, was ordered off. */
  void checkPrepared(EpochMillis at) {
    Map<PowerDomainId, Long> settled = counts.ceilingsSettled();
    Map<PowerDomainId, Long> floor = counts.floor();
    for (PowerDomainId region : RegionCounts.of(counts.fleet())) {
      for (EpochMillis step : counts.ahead().steps(region, at)) {
        long over = sum(region, settled) - counts.ahead().cap(region, step);
        long stoppable = sum(region, settled) - sum(region, floor);
        requirePrepared(region, Math.min(over, stoppable), step.value() - at.value());
      }
    }
  }

  private void requirePrepared(PowerDomainId region, long over, long inMillis) {
    long later = 0;
    long due = 0;
    boolean isSlow = false;
    for (PowerDomain top : interconnects(region)) {
      long miners = 0;
      for (MinerGroup miner : counts.minersBelow(top.id())) {
        long watts = MinerCounts.watts(miner, counts.miners().told(miner));
        miners += watts;
        later += miner.offMillis() < inMillis ? watts : 0;
        due += miner.offMillis() < inMillis ? 0 : watts;
      }
      long replicas = stoppable(top) - miners;
      boolean isLate = counts.stopMillis(top) >= inMillis;
      isSlow |= isLate && replicas > 0;
      later += isLate ? 0 : replicas;
    }
    if ((isSlow || due > 0) && over > later + (isSlow ? due : 0)) {
      throw new BrokenPromise(
          "Promise 1: region %s must lose %d W within %d ms, which it cannot any more."
              .formatted(region, over, inMillis));
    }
  }

  private long stoppable(PowerDomain top) {
    Fleet fleet = counts.fleet();
    return RegionCounts.sum(fleet, top.id(), counts.ceilingsSettled())
        - RegionCounts.sum(fleet, top.id(), counts.floor());
  }
}
