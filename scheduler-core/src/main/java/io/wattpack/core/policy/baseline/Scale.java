package io.wattpack.core.policy.baseline;

/** What the published policies measure nodes by, and how they bring scores to one scale. */
final class Scale {
  /** Cores of the largest node, in thousandths. */
  static final double CPU_MILLI = 128_000;

  /** GPUs of the largest node, in thousandths. */
  static final double GPU_MILLI = 8_000;

  static final int SCORE_MAX = 100;

  private Scale() {}

  /**
   * Spreads one term of all candidates over 0 to 100, the least and the greatest at the ends.
   *
   * @param stride terms of each candidate
   * @param term which of them, from 0
   * @param whenEqual the score of all when none is greater than another
   */
  static void spread(int[] terms, int stride, int term, int count, int whenEqual, int[] scores) {
    int least = Integer.MAX_VALUE;
    int greatest = Integer.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, terms[i * stride + term]);
      greatest = Math.max(greatest, terms[i * stride + term]);
    }
    long range = (long) greatest - least;
    for (int i = 0; i < count; i++) {
      long above = (long) terms[i * stride + term] - least;
      scores[i] = range == 0 ? whenEqual : (int) (above * SCORE_MAX / range);
    }
  }
}
