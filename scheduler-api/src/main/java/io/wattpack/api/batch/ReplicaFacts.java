package io.wattpack.api.batch;

import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.SiteId;

/**
 * What the data plane needs to know of a pool's replica: whether it may work, for whom, and where
 * it stands.
 */
record ReplicaFacts(
    ReplicaId id,
    PoolId pool,
    ReplicaState state,
    SiteId site,
    String gpuContainer,
    String node,
    long millijoulesPerToken) {
  boolean isReady() {
    return state == ReplicaState.READY;
  }

  boolean isDraining() {
    return state == ReplicaState.DRAINING;
  }
}
