package io.wattpack.core.policy.filter;

import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.DomainFilter;
import io.wattpack.core.policy.DomainView;
import org.jspecify.annotations.Nullable;

/**
 * Nothing starts under a domain that can draw more than its cap, even where it would draw nothing
 * more.
 */
public final class BreachFilter implements DomainFilter {
  @Override
  public @Nullable Reason refusal(DomainView domain, long askedWatts) {
    return domain.headroomWatts() >= 0
        ? null
        : Reason.inDomain(ReasonCode.IN_BREACH, domain.id(), askedWatts);
  }
}
