package io.wattpack.core.state;

import org.jspecify.annotations.Nullable;

/** Mixes figures and texts, in order, into 64 bits that are the same on every machine. */
public final class Digest {
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long FACTOR_ONE = 0xBF58476D1CE4E5B9L;
  private static final long FACTOR_TWO = 0x94D049BB133111EBL;

  private long mixed = FIRST;

  public Digest add(long value) {
    long z = mixed * 31 + value + FIRST;
    z = (z ^ (z >>> 30)) * FACTOR_ONE;
    z = (z ^ (z >>> 27)) * FACTOR_TWO;
    mixed = z ^ (z >>> 31);
    return this;
  }

  public Digest add(String text) {
    add(text.length());
    for (int i = 0; i < text.length(); i++) {
      mixed = mixed * 31 + text.charAt(i);
    }
    return add(mixed);
  }

  /** Adds the text form of the value; values print all they hold. */
  public Digest add(@Nullable Object value) {
    return value == null ? add(-1L) : add(value.toString());
  }

  public long value() {
    return mixed;
  }
}
