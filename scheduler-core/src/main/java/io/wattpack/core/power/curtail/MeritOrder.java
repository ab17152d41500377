package io.wattpack.core.power.curtail;

import java.util.Arrays;

/** Sorts numbers by keys without an object for each; with many of them, keys lose low bits. */
final class MeritOrder {
  private MeritOrder() {}

  /**
   * The numbers 0 to {@code size}, the least key first and of equal ones the least number.
   *
   * @param keys at least 0
   */
  static int[] of(long[] keys, int size) {
    int numberBits = Integer.SIZE - Integer.numberOfLeadingZeros(size);
    long most = 0;
    for (int i = 0; i < size; i++) {
      most = Math.max(most, keys[i]);
    }
    int keyBits = Long.SIZE - Long.numberOfLeadingZeros(most);
    int lost = Math.max(0, keyBits + numberBits - (Long.SIZE - 1));
    long[] sorted = new long[size];
    for (int i = 0; i < size; i++) {
      sorted[i] = ((keys[i] >>> lost) << numberBits) + i;
    }
    Arrays.sort(sorted);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) (sorted[i] & ((1L << numberBits) - 1));
    }
    return order;
  }
}
