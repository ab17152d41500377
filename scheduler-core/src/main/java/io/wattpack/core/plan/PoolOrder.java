package io.wattpack.core.plan;

import io.wattpack.core.model.PoolId;
import java.util.List;

/**
 * The jobs a pool works on, in order: its own tier first, then lower tiers. Replaces the order
 * before.
 */
public record PoolOrder(PoolId pool, List<PoolShare> shares) {
  public PoolOrder {
    shares = List.copyOf(shares);
  }
}
