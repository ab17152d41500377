package io.wattpack.core.check;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.plan.ReplicaStart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a replica may start for a pool: below its largest size, by one of its model's profiles. */
final class PoolStartRules {
  private final Books books;

  PoolStartRules(Books books) {
    this.books = books;
  }

  /** What is wrong; null: nothing. Its places must exist. */
  @Nullable String faultOf(ReplicaStart start, LivingReplica replica, PoolId id) {
    HardwareBooks hardware = books.hardware();
    int pool = hardware.fleet.poolOf(id);
    if (pool < 0) {
      return "Replica %s starts for pool %s, which the fleet does not have."
          .formatted(start.replica(), id);
    }
    if (hardware.fleet.isLeavingPool(pool)) {
      return "Replica %s starts for pool %s, which the fleet gives up."
          .formatted(start.replica(), id);
    }
    String fault = faultOfCount(start, pool);
    fault = fault != null ? fault : TierRule.faultOf(start, id.tier());
    fault = fault != null ? fault : faultOfProfiles(start, replica, id);
    fault =
        fault != null
            ? fault
            : AskRules.faultOfTaints(replica, hardware.fleet.rulesOf(pool), hardware.fleet);
    return fault != null ? fault : hardware.pools.faultOfPool(replica, pool);
  }

  private @Nullable String faultOfCount(ReplicaStart start, int number) {
    PoolSpec pool = books.hardware().fleet.pool(number);
    int count = books.hardware().pools.replicasOf(number);
    if (count >= pool.replicasMax()) {
      return "Replica %s is one too many for pool %s: it has %d of at most %d."
          .formatted(start.replica(), pool.id(), count, pool.replicasMax());
    }
    if (start.runMillis() != 0) {
      return "Replica %s of pool %s is to end after %d ms, but a pool's replica has no end."
          .formatted(start.replica(), pool.id(), start.runMillis());
    }
    return null;
  }

  /** One profile must fit in everything; if some fit by their GPUs only, the first one's fault. */
  private @Nullable String faultOfProfiles(ReplicaStart start, LivingReplica replica, PoolId pool) {
    FleetBook fleet = books.hardware().fleet;
    GpuModelId gpuModel = fleet.gpuModelOf(replica.node()).id();
    List<ModelProfile> profiles = fleet.profilesOf(pool.model());
    String nearest = null;
    for (int place = 0; place < profiles.size(); place++) {
      ModelProfile profile = profiles.get(place);
      if (profile.gpuModel().equals(gpuModel) && takes(start, profile)) {
        String fault = faultOfNeeds(start, replica, profile);
        if (fault == null) {
          return null;
        }
        nearest = nearest != null ? nearest : fault;
      }
    }
    return nearest != null ? nearest : describe(start, pool, gpuModel);
  }

  private static String describe(ReplicaStart start, PoolId pool, GpuModelId gpuModel) {
    return "Replica %s fits no profile of model %s on GPU model %s: it takes %s."
        .formatted(start.replica(), pool.model(), gpuModel, AskRules.describe(start));
  }

  private static boolean takes(ReplicaStart start, ModelProfile profile) {
    String slice = profile.needs().migProfile();
    return slice != null
        ? AskRules.takesSlice(start, slice)
        : AskRules.takes(
            start, profile.members(), profile.gpuCount(), profile.share(), profile.memory());
  }

  private @Nullable String faultOfNeeds(
      ReplicaStart start, LivingReplica replica, ModelProfile profile) {
    String fault = AskRules.faultOfHosts(start, profile.needs());
    return fault != null
        ? fault
        : AskRules.faultOfLinks(replica, profile.needs(), books.hardware().fleet);
  }
}
