package io.wattpack.core.policy.filter;

import io.wattpack.core.plan.Reason;
import io.wattpack.core.policy.DomainFilter;
import io.wattpack.core.policy.DomainView;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * Prunes the subtree of a power domain that cannot power the rise: asked once per domain on the way
 * down, never per node.
 */
public final class PowerHeadroomFilter implements DomainFilter {
  @Override
  public @Nullable Reason refusal(DomainView domain, long askedWatts) {
    return domain.headroomWatts() >= askedWatts
        ? null
        // Views add what is free when read: a recorded number would go stale with every step.
        : Reason.powerLimited(domain.id(), new Watts(askedWatts));
  }
}
