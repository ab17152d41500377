package io.wattpack.core.model;

/** The replicas that serve one model at one tier, for all tenants. */
public record PoolId(ModelId model, ServiceTier tier) implements Comparable<PoolId>, ReplicaOwner {
  @Override
  public int compareTo(PoolId other) {
    int byModel = model.compareTo(other.model);
    return byModel != 0 ? byModel : tier.compareTo(other.tier);
  }

  @Override
  public String toString() {
    return model.value() + "/" + tier.label();
  }
}
