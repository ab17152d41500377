package io.wattpack.core.placement;

import java.util.Arrays;

/**
 * A score for each node, in two bytes as long as all of them are small: half the memory to walk
 * through, and most policies' scores are. Misses keep their order at the lower end.
 */
final class ScoreCells {
  /** As many reasons for a miss as the lower end has room for. */
  private static final int MISSES = 64;

  private static final int LEAST_MISS = Integer.MIN_VALUE;
  private static final int LEAST_NARROW = Short.MIN_VALUE + MISSES;

  private short[] narrow;
  private int[] wide = new int[0];
  private boolean isWide;

  ScoreCells(int size) {
    narrow = new short[size];
    Arrays.fill(narrow, Short.MIN_VALUE);
  }

  int size() {
    return isWide ? wide.length : narrow.length;
  }

  int get(int node) {
    return isWide ? wide[node] : widened(narrow[node]);
  }

  private static int widened(short cell) {
    return cell < LEAST_NARROW ? LEAST_MISS + (cell - Short.MIN_VALUE) : cell;
  }

  void set(int node, int score) {
    if (!isWide && !fits(score)) {
      widen();
    }
    if (isWide) {
      wide[node] = score;
    } else {
      narrow[node] = (short) narrowed(score);
    }
  }

  private static boolean fits(int score) {
    return score < LEAST_MISS + MISSES || (score >= LEAST_NARROW && score <= Short.MAX_VALUE);
  }

  private static int narrowed(int score) {
    return score < LEAST_MISS + MISSES ? Short.MIN_VALUE + (score - LEAST_MISS) : score;
  }

  private void widen() {
    int[] all = new int[narrow.length];
    for (int node = 0; node < all.length; node++) {
      all[node] = widened(narrow[node]);
    }
    wide = all;
    narrow = new short[0];
    isWide = true;
  }
}
