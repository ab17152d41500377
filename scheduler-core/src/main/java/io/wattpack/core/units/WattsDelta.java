package io.wattpack.core.units;

/**
 * A signed difference of power in watts: headroom (negative in breach), a rise (positive) or a fall
 * (negative).
 */
public record WattsDelta(long value) implements Comparable<WattsDelta> {
  public static final WattsDelta ZERO = new WattsDelta(0);

  /** Whether this headroom has room for a rise of {@code asked}. */
  public boolean covers(Watts asked) {
    return value >= asked.value();
  }

  public WattsDelta plus(WattsDelta other) {
    return new WattsDelta(Math.addExact(value, other.value));
  }

  @Override
  public int compareTo(WattsDelta other) {
    return Long.compare(value, other.value);
  }
}
