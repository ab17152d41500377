package io.wattpack.api.batch;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.PoolShare;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a replica may choose from: of the highest tier with work, each tenant's oldest batch with a
 * chunk to lease. The plan's order puts the pool's own tier first, and older jobs before younger
 * ones.
 */
final class WorkOffers {
  private WorkOffers() {}

  /** A batch with work, and its tenant's weight. */
  record Offer(RunningBatch batch, int weight) {}

  static List<Offer> of(List<PoolShare> order, SiteId site, Map<JobId, RunningBatch> batches) {
    Map<TenantId, Offer> offers = new LinkedHashMap<>();
    ServiceTier tier = null;
    for (PoolShare share : order) {
      RunningBatch batch = batches.get(share.job());
      if (batch == null || batch.nextChunk() == null || !mayRunAt(share, site)) {
        continue;
      }
      tier = tier == null ? batch.tier() : tier;
      if (batch.tier() == tier) {
        offers.putIfAbsent(batch.tenant(), new Offer(batch, share.weight()));
      }
    }
    return new ArrayList<>(offers.values());
  }

  static RunningBatch choose(List<Offer> offers, DeficitRoundRobin round) {
    TenantId tenant = round.choose(offers.stream().map(WorkOffers::cost).toList());
    return offers.stream()
        .map(Offer::batch)
        .filter(batch -> batch.tenant().equals(tenant))
        .findFirst()
        .orElseThrow();
  }

  private static DeficitRoundRobin.Offer cost(Offer offer) {
    Chunk next = offer.batch().nextChunk();
    if (next == null) {
      throw new IllegalStateException("A batch without work was offered.");
    }
    return new DeficitRoundRobin.Offer(
        offer.batch().tenant(), Math.max(1, offer.weight()), next.tokens());
  }

  private static boolean mayRunAt(PoolShare share, SiteId site) {
    return share.sites().isEmpty() || share.sites().contains(site);
  }
}
