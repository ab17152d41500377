package io.wattpack.api.batch;

import io.wattpack.core.model.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose chunk comes next: deficit round robin (Shreedhar and Varghese, 1995) with tokens as the
 * cost.
 *
 * <p>Tenants with work stand in a ring. One that is visited earns a quantum times its weight and is
 * served as long as what it has earned covers its next chunk. So over time tokens are shared by
 * weight, whatever the sizes of the chunks, and a tenant never lags its share by more than one
 * chunk and one quantum. A tenant without work leaves the ring and keeps nothing. Cost: one pass
 * over the tenants with work, since passes in which nobody could be served are counted, not walked.
 */
final class DeficitRoundRobin {
  static final long QUANTUM_TOKENS = 512;

  private final Map<TenantId, Long> earned = new LinkedHashMap<>();

  /** A tenant's next chunk: its weight, at least 1, and its tokens, at least 1. */
  record Offer(TenantId tenant, int weight, long tokens) {
    long quantum() {
      return QUANTUM_TOKENS * weight;
    }
  }

  /** Chooses one of at least one offers, at most one per tenant, and charges its tenant. */
  TenantId choose(List<Offer> offers) {
    Map<TenantId, Offer> byTenant = new LinkedHashMap<>();
    offers.forEach(offer -> byTenant.put(offer.tenant(), offer));
    earned.keySet().retainAll(byTenant.keySet());
    // The first one in the map is the one being visited; it earned its quantum when the visit
    // began.
    offers.forEach(offer -> earned.computeIfAbsent(offer.tenant(), tenant -> firstEarned(offer)));
    while (true) {
      for (TenantId tenant : new ArrayList<>(earned.keySet())) {
        Offer offer = byTenant.get(tenant);
        if (offer != null && tryServe(offer)) {
          return tenant;
        }
        moveOn(byTenant);
      }
      skipEmptyPasses(byTenant);
    }
  }

  private long firstEarned(Offer offer) {
    return earned.isEmpty() ? offer.quantum() : 0L;
  }

  private boolean tryServe(Offer offer) {
    long has = earned.getOrDefault(offer.tenant(), 0L);
    if (has < offer.tokens()) {
      return false;
    }
    earned.put(offer.tenant(), has - offer.tokens());
    return true;
  }

  /** Ends the first tenant's visit, and begins that of the next one. */
  private void moveOn(Map<TenantId, Offer> offers) {
    Map.Entry<TenantId, Long> visited = earned.entrySet().iterator().next();
    TenantId tenant = visited.getKey();
    long has = visited.getValue();
    earned.remove(tenant);
    earned.put(tenant, has);
    Offer next = offers.get(earned.keySet().iterator().next());
    if (next != null) {
      earned.merge(next.tenant(), next.quantum(), Long::sum);
    }
  }

  private void skipEmptyPasses(Map<TenantId, Offer> offers) {
    long passes = Long.MAX_VALUE;
    for (Offer offer : offers.values()) {
      long missing = offer.tokens() - earned.getOrDefault(offer.tenant(), 0L);
      passes = Math.min(passes, Math.max(0, Math.ceilDiv(missing, offer.quantum()) - 1));
    }
    for (Offer offer : offers.values()) {
      earned.merge(offer.tenant(), passes * offer.quantum(), Long::sum);
    }
  }
}
