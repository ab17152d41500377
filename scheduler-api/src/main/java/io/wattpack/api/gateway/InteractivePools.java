package io.wattpack.api.gateway;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.ReplicaStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The interactive pools, and their READY replicas, as the newest plan left them. */
record InteractivePools(Map<ModelId, List<Ready>> readyByModel) {
  static final InteractivePools NONE = new InteractivePools(Map.of());

  /** A replica that serves. */
  record Ready(ReplicaId id, SiteId site) {}

  static InteractivePools of(Fleet fleet, FleetStatus status) {
    Map<ModelId, List<Ready>> ready = new LinkedHashMap<>();
    for (PoolSpec pool : fleet.pools()) {
      if (pool.id().tier() == ServiceTier.INTERACTIVE) {
        ready.put(pool.id().model(), new ArrayList<>());
      }
    }
    for (ReplicaStatus replica : status.replicas()) {
      if (replica.owner() instanceof PoolId pool
          && pool.tier() == ServiceTier.INTERACTIVE
          && replica.state() == ReplicaState.READY) {
        ready
            .computeIfAbsent(pool.model(), model -> new ArrayList<>())
            .add(new Ready(replica.id(), replica.site()));
      }
    }
    return new InteractivePools(ready);
  }

  boolean serves(ModelId model) {
    return readyByModel.containsKey(model);
  }

  List<Ready> ready(ModelId model) {
    return readyByModel.getOrDefault(model, List.of());
  }
}
