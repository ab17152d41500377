package io.wattpack.core.units;

/**
 * A signed difference of power in watts: headroom (negative in breach), a rise (positive) or a fall
 * (negative).
 */
public record WattsDelta(long value) implements Comparable<WattsDelta> {
  @Override
  public int compareTo(WattsDelta other) {
    return Long.compare(value, other.value);
  }
}
