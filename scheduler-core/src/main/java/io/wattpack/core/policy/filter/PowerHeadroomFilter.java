package io.wattpack.core.policy.filter;

import io.wattpack.core.plan.Reason;
import io.wattpack.core.policy.DomainFilter;
import io.wattpack.core.policy.DomainView;
import io.wattpack.core.policy.Verdict;
import io.wattpack.core.units.Watts;

/**
 * Prunes the subtree of a power domain that cannot power the rise: asked once per domain on the way
 * down, never per node.
 */
public final class PowerHeadroomFilter implements DomainFilter {
  @Override
  public String name() {
    return "power-headroom";
  }

  @Override
  public Verdict check(DomainView domain, long askedWatts) {
    return domain.headroomWatts() >= askedWatts
        ? Verdict.fits()
        // Views add what is free when read: a recorded number would go stale with every step.
        : Verdict.notNow(Reason.powerLimited(domain.id(), new Watts(askedWatts)));
  }
}
