package io.wattpack.core.model;

/** Names a {@link MinerGroup}. */
public record MinerGroupId(String value) implements Comparable<MinerGroupId> {
  public MinerGroupId {
    Ids.check("MinerGroupId", value);
  }

  @Override
  public int compareTo(MinerGroupId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
