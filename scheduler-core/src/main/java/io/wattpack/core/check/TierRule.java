package io.wattpack.core.check;

import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.ReplicaStart;
import org.jspecify.annotations.Nullable;

/** A replica runs at the tier of its owner. */
final class TierRule {
  private TierRule() {}

  static @Nullable String faultOf(ReplicaStart start, ServiceTier tier) {
    if (start.tier() == tier) {
      return null;
    }
    return "Replica %s starts at tier %s, but its owner %s is %s."
        .formatted(start.replica(), start.tier().label(), start.owner(), tier.label());
  }
}
