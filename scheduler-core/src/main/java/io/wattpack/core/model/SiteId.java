package io.wattpack.core.model;

/** Names a {@link Site}. */
public record SiteId(String value) implements Place, Comparable<SiteId> {
  public SiteId {
    Ids.check("SiteId", value);
  }

  @Override
  public int compareTo(SiteId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
