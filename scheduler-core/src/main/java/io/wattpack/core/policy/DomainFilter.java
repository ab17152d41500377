package io.wattpack.core.policy;

import io.wattpack.core.plan.Reason;
import org.jspecify.annotations.Nullable;

/** Rules out a power domain with all below it; asked once per domain and amount on the way down. */
public interface DomainFilter {
  /** Why the subtree must not rise by {@code askedWatts}, which may be 0; null: it may. */
  @Nullable Reason refusal(DomainView domain, long askedWatts);
}
