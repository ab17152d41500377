package io.wattpack.core.policy.score;

import io.wattpack.core.policy.DomainScorer;
import io.wattpack.core.policy.DomainView;

/** Spreads a pool over the parts of a site that are fed apart. */
public final class ZoneSpreadScorer implements DomainScorer {
  @Override
  public String name() {
    return "zone-spread";
  }

  @Override
  public long cost(DomainView domain) {
    return domain.replicasInZone();
  }
}
