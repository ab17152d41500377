package io.wattpack.core.units;

/**
 * Power drawn, granted or rated, in watts; never negative. Headroom is a {@link WattsDelta}: it
 * goes below zero when a limit falls.
 */
public record Watts(long value) implements Comparable<Watts> {
  public static final Watts ZERO = new Watts(0);

  public Watts {
    if (value < 0) {
      throw new IllegalArgumentException(
          "Watts must not be negative, but was %d.".formatted(value));
    }
  }

  public static Watts of(long value) {
    return new Watts(value);
  }

  public WattsDelta minus(Watts other) {
    return new WattsDelta(Math.subtractExact(value, other.value));
  }

  @Override
  public int compareTo(Watts other) {
    return Long.compare(value, other.value);
  }
}
