package io.wattpack.core.model;

/** Names a {@link GpuModel}, for example {@code h100-sxm}. */
public record GpuModelId(String value) implements Comparable<GpuModelId> {
  public GpuModelId {
    Ids.check("GpuModelId", value);
  }

  @Override
  public int compareTo(GpuModelId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
