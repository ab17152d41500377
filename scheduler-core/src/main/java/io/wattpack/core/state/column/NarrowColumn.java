package io.wattpack.core.state.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of numbers that mostly lie close together, by dense index; it grows as needed.
 *
 * <p>The idea: a cell is kept as its distance from a base, in half the room of a long; the first
 * distance that does not fit widens the whole column for good. What is read back is exact.
 */
public final class NarrowColumn implements Undoable {
  private final UndoLog log;
  private boolean hasBase;
  private long base;
  private int[] narrow;
  private long @Nullable [] wide;

  private NarrowColumn(UndoLog log, boolean hasBase, int[] narrow) {
    this.log = log;
    this.hasBase = hasBase;
    this.narrow = narrow;
  }

  /** Of small numbers; new cells hold zero. */
  public static NarrowColumn small(UndoLog log, int size) {
    return new NarrowColumn(log, true, new int[size]);
  }

  /** Of numbers near the first one set; cells that were not set hold anything. */
  public static NarrowColumn nearFirst(UndoLog log) {
    return new NarrowColumn(log, false, new int[0]);
  }

  public NarrowColumn copy(UndoLog other) {
    NarrowColumn copy = new NarrowColumn(other, hasBase, narrow.clone());
    copy.base = base;
    copy.wide = wide == null ? null : wide.clone();
    return copy;
  }

  public long get(int index) {
    if (wide != null) {
      return index < wide.length ? wide[index] : base;
    }
    return index < narrow.length ? base + narrow[index] : base;
  }

  public void set(int index, long value) {
    if (!hasBase) {
      base = value;
      hasBase = true;
    }
    if (isBeyond(index) && value == base) {
      return; // as it is
    }
    log.remember(this, index, get(index));
    put(index, value);
  }

  private boolean isBeyond(int index) {
    return index >= (wide == null ? narrow.length : wide.length);
  }

  /** Adds exactly. */
  public void add(int index, long delta) {
    set(index, Math.addExact(get(index), delta));
  }

  private void put(int index, long value) {
    long distance = value - base;
    if (wide == null && distance != (int) distance) {
      widen();
    }
    if (wide != null) {
      wide = index < wide.length ? wide : grown(wide, index);
      wide[index] = value;
    } else {
      narrow = index < narrow.length ? narrow : Arrays.copyOf(narrow, Growth.room(index));
      narrow[index] = (int) distance;
    }
  }

  private void widen() {
    long[] cells = new long[narrow.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = base + narrow[i];
    }
    wide = cells;
    narrow = new int[0];
  }

  private long[] grown(long[] cells, int index) {
    long[] more = Arrays.copyOf(cells, Growth.room(index));
    Arrays.fill(more, cells.length, more.length, base);
    return more;
  }

  @Override
  public void undo(int index, long number, @Nullable Object value) {
    put(index, number);
  }
}
