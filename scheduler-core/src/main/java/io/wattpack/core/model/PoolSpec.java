package io.wattpack.core.model;

/**
 * The size limits of one pool. A pool exists for every one listed; a model is served at a tier only
 * by such a pool.
 *
 * @param replicasMin kept even without work, 0 or more
 * @param replicasMax never exceeded, at least 1 and at least {@code replicasMin}
 * @param rules where its replicas may stand
 */
public record PoolSpec(PoolId id, int replicasMin, int replicasMax, PlacementRules rules) {
  /** One whose replicas may stand anywhere. */
  public PoolSpec(PoolId id, int replicasMin, int replicasMax) {
    this(id, replicasMin, replicasMax, PlacementRules.NONE);
  }
}
