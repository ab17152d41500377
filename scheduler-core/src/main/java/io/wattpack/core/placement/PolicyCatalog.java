package io.wattpack.core.placement;

import io.wattpack.core.policy.DomainFilter;
import io.wattpack.core.policy.DomainScorer;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeTerm;
import io.wattpack.core.policy.filter.BreachFilter;
import io.wattpack.core.policy.filter.FreeGpuFilter;
import io.wattpack.core.policy.filter.GpuModelFilter;
import io.wattpack.core.policy.filter.PowerHeadroomFilter;
import io.wattpack.core.policy.score.GpuLeftoverScorer;
import io.wattpack.core.policy.score.NodeLeftoverScorer;
import io.wattpack.core.policy.score.PowerRiseScorer;
import io.wattpack.core.policy.score.SiteSpreadScorer;
import io.wattpack.core.policy.score.ZoneSpreadScorer;
import java.util.List;

/** The policies in force, in the order in which they are asked and compared. */
public final class PolicyCatalog {
  public static final List<DomainFilter> DOMAIN_FILTERS =
      List.of(new BreachFilter(), new PowerHeadroomFilter());

  public static final List<NodeFilter> NODE_FILTERS =
      List.of(new GpuModelFilter(), new FreeGpuFilter());

  /** Compared before any node's term, and only for pools: a task is one replica. */
  public static final List<DomainScorer> DOMAIN_SCORERS =
      List.of(new SiteSpreadScorer(), new ZoneSpreadScorer());

  public static final List<NodeTerm> NODE_SCORERS =
      List.of(new GpuLeftoverScorer(), new NodeLeftoverScorer(), new PowerRiseScorer());

  private PolicyCatalog() {}
}
