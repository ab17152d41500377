package io.wattpack.core.check;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal values out as one instance, where it saw some lately, so that many equal ones cost
 * the memory of one. Nothing depends on what it remembers.
 */
final class Shared<T> {
  private static final int CELLS = 1 << 10;
  // Figures of memory are round numbers: their low bits tell nothing.
  private static final int SPREAD = 0x9E3779B9;
  private static final int SHIFT = Integer.SIZE - 10;

  private final @Nullable Object[] lately = new @Nullable Object[CELLS];

  @SuppressWarnings("unchecked") // equal to one of them
  T of(T value) {
    int cell = (value.hashCode() * SPREAD) >>> SHIFT;
    Object known = lately[cell];
    if (value.equals(known)) {
      return (T) known;
    }
    lately[cell] = value;
    return value;
  }
}
