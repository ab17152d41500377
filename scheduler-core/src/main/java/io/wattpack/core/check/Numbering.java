package io.wattpack.core.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Numbers the things of a list from 0 and finds the number of an id. Never changes. */
final class Numbering<K> {
  private static final int NONE = -1;
  private static final int SPREAD = 0x9E3779B9;

  private final List<K> ids;
  // One more than the number; 0: empty.
  private final int[] cells;
  private final int shift;

  private Numbering(List<K> ids) {
    this.ids = ids;
    int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(2 * ids.size()));
    cells = new int[1 << bits];
    shift = Integer.SIZE - bits;
    for (int number = 0; number < ids.size(); number++) {
      cells[cellOf(ids.get(number))] = number + 1;
    }
  }

  /** The ids must all be different. */
  static <T, K> Numbering<K> of(List<T> things, Function<T, K> id) {
    List<K> ids = new ArrayList<>(things.size());
    things.forEach(thing -> ids.add(id.apply(thing)));
    return new Numbering<>(ids);
  }

  /** The id's number, or -1. */
  int of(K id) {
    return cells[cellOf(id)] + NONE;
  }

  K id(int number) {
    return ids.get(number);
  }

  int size() {
    return ids.size();
  }

  /** The cell of the id, or the empty one where it belongs. */
  private int cellOf(K id) {
    int cell = (id.hashCode() * SPREAD) >>> shift;
    while (cells[cell] != 0 && !ids.get(cells[cell] - 1).equals(id)) {
      cell = (cell + 1) & (cells.length - 1);
    }
    return cell;
  }
}
