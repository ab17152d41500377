package io.wattpack.api.batch;

import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.PoolShare;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.PoolStatus;
import io.wattpack.core.state.ReplicaStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pools' replicas and orders of work as the newest plan left them. */
final class ReplicaBoard {
  private final Map<ReplicaId, ReplicaFacts> replicas;
  private final Map<PoolId, List<PoolShare>> orders;

  private ReplicaBoard(Map<ReplicaId, ReplicaFacts> replicas, Map<PoolId, List<PoolShare>> orders) {
    this.replicas = replicas;
    this.orders = orders;
  }

  static ReplicaBoard empty() {
    return new ReplicaBoard(Map.of(), Map.of());
  }

  static ReplicaBoard of(FleetStatus status) {
    Map<ReplicaId, ReplicaFacts> replicas = new LinkedHashMap<>();
    for (ReplicaStatus replica : status.replicas()) {
      if (replica.owner() instanceof PoolId pool) {
        replicas.put(replica.id(), facts(replica, pool));
      }
    }
    Map<PoolId, List<PoolShare>> orders = new LinkedHashMap<>();
    for (PoolStatus pool : status.pools()) {
      orders.put(pool.spec().id(), pool.order());
    }
    return new ReplicaBoard(replicas, orders);
  }

  private static ReplicaFacts facts(ReplicaStatus replica, PoolId pool) {
    return new ReplicaFacts(
        replica.id(),
        pool,
        replica.state(),
        replica.site(),
        replica.gpuContainer().value(),
        replica.node().value(),
        replica.millijoulesPerToken());
  }

  @Nullable ReplicaFacts replica(ReplicaId id) {
    return replicas.get(id);
  }

  boolean isReady(ReplicaId id) {
    ReplicaFacts replica = replicas.get(id);
    return replica != null && replica.isReady();
  }

  List<PoolShare> order(PoolId pool) {
    return orders.getOrDefault(pool, List.of());
  }
}
