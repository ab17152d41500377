package io.wattpack.core.model;

/** Names a {@link PowerDomain}; unique in the fleet. */
public record PowerDomainId(String value) implements Comparable<PowerDomainId> {
  public PowerDomainId {
    Ids.check("PowerDomainId", value);
  }

  @Override
  public int compareTo(PowerDomainId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
