package io.wattpack.core.plan;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.SiteId;
import java.util.List;

/**
 * One job's place in a pool: its tenant's weight in the round robin, and the sites it may run at
 * (empty: any).
 */
public record PoolShare(JobId job, int weight, List<SiteId> sites) {
  public PoolShare {
    sites = List.copyOf(sites);
  }
}
