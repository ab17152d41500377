package io.wattpack.core.units;

/**
 * A moment: milliseconds since 1970-01-01T00:00Z. The core is told the time, it never asks for it.
 */
public record EpochMillis(long value) implements Comparable<EpochMillis> {
  public static final EpochMillis ZERO = new EpochMillis(0);

  public EpochMillis {
    if (value < 0) {
      throw new IllegalArgumentException(
          "A moment must not be before 1970, but was %d ms.".formatted(value));
    }
  }

  public EpochMillis plusMillis(long millis) {
    return new EpochMillis(Math.addExact(value, millis));
  }

  public boolean isAfter(EpochMillis other) {
    return value > other.value;
  }

  public EpochMillis max(EpochMillis other) {
    return value >= other.value ? this : other;
  }

  @Override
  public int compareTo(EpochMillis other) {
    return Long.compare(value, other.value);
  }
}
