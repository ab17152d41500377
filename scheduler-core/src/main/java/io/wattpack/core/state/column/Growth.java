package io.wattpack.core.state.column;

/** How much room a column takes when it grows: a quarter more, so that little of it is idle. */
final class Growth {
  private static final int LEAST = 16;

  private Growth() {}

  /** The length of a column that must have that index. */
  static int room(int index) {
    return index + 1 + Math.max(LEAST, index >> 2);
  }
}
