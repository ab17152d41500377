package io.wattpack.api.learn;

import io.wattpack.core.learn.LearningPlan;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;

/** What a table is learned for. */
record Situation(Fleet fleet, PlacementPolicy policy) {
  /** Whether the policy in force is one that decides by a table. */
  boolean isLearning() {
    return policy.name() == PolicyName.WATTPACK || policy.name() == PolicyName.WATTPACK_POWER;
  }

  /** Whether what was learned for the other is for this one too. */
  boolean isLike(Situation other) {
    return policy.equals(other.policy) && hasHardwareOf(other);
  }

  /** Pools, limits and tenants do not matter. */
  boolean hasHardwareOf(Situation other) {
    return fleet.nodes().equals(other.fleet.nodes())
        && fleet.gpuModels().equals(other.fleet.gpuModels());
  }

  LearningPlan plan(long seed) {
    return TableLearning.plan(policy.name(), seed);
  }
}
