package io.wattpack.core.model;

/** Names a {@link GpuContainer}. */
public record GpuContainerId(String value) implements Place, Comparable<GpuContainerId> {
  public GpuContainerId {
    Ids.check("GpuContainerId", value);
  }

  @Override
  public int compareTo(GpuContainerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
