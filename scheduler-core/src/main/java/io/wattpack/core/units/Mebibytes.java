package io.wattpack.core.units;

/** Memory in units of 2^20 bytes; never negative. */
public record Mebibytes(long value) implements Comparable<Mebibytes> {
  public static final Mebibytes ZERO = new Mebibytes(0);

  public Mebibytes {
    if (value < 0) {
      throw new IllegalArgumentException(
          "Mebibytes must not be negative, but was %d.".formatted(value));
    }
  }

  @Override
  public int compareTo(Mebibytes other) {
    return Long.compare(value, other.value);
  }
}
