package io.wattpack.core.power.dispatch;

import java.util.Arrays;
import java.util.List;

/**
 * The prices at which anything changes: what a watt of each piece of each kind's curve is worth,
 * numbered from the least. Between two of them no device would take another cap.
 */
final class PriceLevels {
  /** Below every price: everybody takes the highest cap. */
  static final int FREE = -1;

  private final long[] prices;

  /** Of kind k the pieces starts[k] to starts[k + 1], the most valuable first. */
  private final int[] starts;

  private final int[] levels;

  /** Watts of one device before each piece, and with all of them. */
  private final int[] before;

  private final int[] wattsMax;

  PriceLevels(List<LoadKind> kinds) {
    starts = new int[kinds.size() + 1];
    wattsMax = new int[kinds.size()];
    for (int k = 0; k < kinds.size(); k++) {
      starts[k + 1] = starts[k] + pieces(kinds.get(k));
    }
    levels = new int[starts[kinds.size()]];
    before = new int[levels.length];
    long[] worth = new long[levels.length];
    for (int k = 0; k < kinds.size(); k++) {
      cut(kinds.get(k), starts[k], worth);
      wattsMax[k] = kinds.get(k).wattsMax();
    }
    prices = Arrays.stream(worth).sorted().distinct().toArray();
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Arrays.binarySearch(prices, worth[i]);
    }
  }

  private static int pieces(LoadKind kind) {
    int pieces = 0;
    for (int i = 0; i < kind.curve().pieces(); i++) {
      pieces += isWithin(kind, i) ? 1 : 0;
    }
    return pieces;
  }

  private static boolean isWithin(LoadKind kind, int piece) {
    return kind.curve().corner(piece + 1) > kind.wattsMin()
        && kind.curve().corner(piece) < kind.wattsMax();
  }

  private void cut(LoadKind kind, int start, long[] worth) {
    int at = start;
    for (int i = 0; i < kind.curve().pieces(); i++) {
      if (isWithin(kind, i)) {
        before[at] = Math.max(kind.wattsMin(), kind.curve().corner(i));
        worth[at++] = (long) kind.weight() * kind.curve().slope(i);
      }
    }
  }

  int count() {
    return prices.length;
  }

  /** Value of a watt, in units of weight times billionths. */
  long price(int level) {
    return level == FREE ? 0 : prices[level];
  }

  /** Watts of one device that takes every piece above a level and nothing at it. */
  int watts(int kind, int level) {
    int low = starts[kind];
    int high = starts[kind + 1];
    int end = high;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (levels[middle] > level) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == end ? wattsMax[kind] : before[low];
  }
}
