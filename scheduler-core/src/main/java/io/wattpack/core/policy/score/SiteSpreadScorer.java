package io.wattpack.core.policy.score;

import io.wattpack.core.policy.DomainScorer;
import io.wattpack.core.policy.DomainView;

/** Spreads a pool over sites: one lost site takes as few of its replicas as possible. */
public final class SiteSpreadScorer implements DomainScorer {
  @Override
  public String name() {
    return "site-spread";
  }

  @Override
  public long cost(DomainView domain) {
    return domain.replicasAtSite();
  }
}
