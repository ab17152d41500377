package io.wattpack.core.units;

/** Energy in thousandths of a joule; never negative. */
public record Millijoules(long value) implements Comparable<Millijoules> {
  public static final Millijoules ZERO = new Millijoules(0);

  public Millijoules {
    if (value < 0) {
      throw new IllegalArgumentException(
          "Millijoules must not be negative, but was %d.".formatted(value));
    }
  }

  @Override
  public int compareTo(Millijoules other) {
    return Long.compare(value, other.value);
  }
}
