package io.wattpack.core.model;

/** Names a {@link Tenant}. */
public record TenantId(String value) implements Comparable<TenantId> {
  public TenantId {
    Ids.check("TenantId", value);
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
