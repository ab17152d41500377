package io.wattpack.core.state;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.state.column.Codes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The pools of a fleet by dense index, and how their models may run; never changes. */
final class PoolTable {
  private static final List<ServiceTier> TIERS = List.of(ServiceTier.values());

  private final Fleet fleet;
  private final List<PoolSpec> pools;
  private final List<List<ModelProfile>> profiles;
  private final long[] tokensPerSecond;
  private final TreeMap<PoolId, Integer> index = new TreeMap<>();

  /**
   * The pools of a fleet.
   *
   * @param isPresent whether some node has that GPU model
   */
  PoolTable(Fleet fleet, Predicate<GpuModelId> isPresent) {
    this.fleet = fleet;
    pools = Sorted.by(fleet.pools(), PoolSpec::id);
    pools.forEach(pool -> index.put(pool.id(), index.size()));
    profiles = pools.stream().map(pool -> profilesOf(pool.id().model())).toList();
    tokensPerSecond = profiles.stream().mapToLong(of -> slowest(of, isPresent)).toArray();
  }

  private List<ModelProfile> profilesOf(ModelId model) {
    return fleet.modelProfiles().stream()
        .filter(profile -> profile.model().equals(model))
        .sorted(Sorted.PROFILES)
        .toList();
  }

  /** Of the profiles whose GPU model some node has; of all, if none has. */
  private static long slowest(List<ModelProfile> profiles, Predicate<GpuModelId> isPresent) {
    long any = Long.MAX_VALUE;
    long present = Long.MAX_VALUE;
    for (ModelProfile profile : profiles) {
      any = Math.min(any, profile.tokensPerSecond());
      if (isPresent.test(profile.gpuModel())) {
        present = Math.min(present, profile.tokensPerSecond());
      }
    }
    return present != Long.MAX_VALUE ? present : any != Long.MAX_VALUE ? any : 1;
  }

  int count() {
    return pools.size();
  }

  PoolSpec get(int pool) {
    return pools.get(pool);
  }

  int of(PoolId id) {
    return index.getOrDefault(id, -1);
  }

  /** See {@link Topology#poolServing}. */
  int serving(ModelId model, ServiceTier tier, Retained retained) {
    for (int level = Codes.of(tier); level >= 0; level--) {
      int pool = of(new PoolId(model, TIERS.get(level)));
      if (pool >= 0 && !retained.hasPool(pool)) {
        return pool;
      }
    }
    return -1;
  }

  /** The pools of the model, most valuable tier first. */
  List<Integer> of(ModelId model) {
    List<Integer> found = new ArrayList<>();
    for (ServiceTier tier : TIERS) {
      int pool = of(new PoolId(model, tier));
      if (pool >= 0) {
        found.add(pool);
      }
    }
    return found;
  }

  List<ModelProfile> profiles(int pool) {
    return profiles.get(pool);
  }

  long tokensPerSecond(int pool) {
    return tokensPerSecond[pool];
  }
}
