package io.wattpack.core.model;

/** Names a {@link PowerEvent}; unique in the fleet. */
public record PowerEventId(String value) implements Comparable<PowerEventId> {
  public PowerEventId {
    Ids.check("PowerEventId", value);
  }

  @Override
  public int compareTo(PowerEventId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
