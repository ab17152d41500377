package io.wattpack.core.state.column;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds slots by the hash of what they hold, without an object for each.
 *
 * <p>The idea: open addressing with linear probing; a cell holds hash and slot in one long. It
 * answers look-ups only and has no order: who needs one sorts {@link #slots}.
 */
public final class SlotIndex implements Undoable {
  /** No slot. */
  public static final int NONE = -1;

  private static final long EMPTY = 0;
  private static final int LENGTH_FIRST = 16;
  private static final int SPREAD = 0x9E3779B9;
  private static final long ADDED = 1L << Integer.SIZE;
  private static final long HASH = 0xFFFF_FFFFL;

  private final UndoLog log;
  private long[] cells;
  private int size;

  public SlotIndex(UndoLog log) {
    this(log, new long[LENGTH_FIRST], 0);
  }

  private SlotIndex(UndoLog log, long[] cells, int size) {
    this.log = log;
    this.cells = cells;
    this.size = size;
  }

  public SlotIndex copy(UndoLog other) {
    return new SlotIndex(other, cells.clone(), size);
  }

  public int size() {
    return size;
  }

  /** The slot of that hash that is meant; {@link #NONE}: there is none. */
  public int find(int hash, IntPredicate isMeant) {
    for (int at = home(hash); cells[at] != EMPTY; at = next(at)) {
      if (hashOf(cells[at]) == hash && isMeant.test(slotOf(cells[at]))) {
        return slotOf(cells[at]);
      }
    }
    return NONE;
  }

  /** Adds a slot, which must not be there. */
  public void add(int hash, int slot) {
    log.remember(this, slot, ADDED | (hash & HASH));
    insert(hash, slot);
  }

  /** Removes a slot, which must be there. */
  public void remove(int hash, int slot) {
    log.remember(this, slot, hash & HASH);
    delete(hash, slot);
  }

  /** Every slot, in no order. */
  public int[] slots() {
    int[] slots = new int[size];
    int count = 0;
    for (long cell : cells) {
      if (cell != EMPTY) {
        slots[count++] = slotOf(cell);
      }
    }
    return slots;
  }

  private void insert(int hash, int slot) {
    if (4 * (size + 1) > 3 * cells.length) {
      grow();
    }
    put(((long) hash << Integer.SIZE) | (slot + 1));
    size++;
  }

  private void put(long cell) {
    int at = home(hashOf(cell));
    while (cells[at] != EMPTY) {
      at = next(at);
    }
    cells[at] = cell;
  }

  private void grow() {
    long[] before = cells;
    cells = new long[2 * before.length];
    for (long cell : before) {
      if (cell != EMPTY) {
        put(cell);
      }
    }
  }

  private void delete(int hash, int slot) {
    int at = home(hash);
    while (slotOf(cells[at]) != slot) {
      if (cells[at] == EMPTY) {
        throw new IllegalStateException("Slot %d is not in the index.".formatted(slot));
      }
      at = next(at);
    }
    size--;
    close(at);
  }

  /** Moves up what probing would no longer reach across the gap. */
  private void close(int gap) {
    int free = gap;
    for (int at = next(free); cells[at] != EMPTY; at = next(at)) {
      int home = home(hashOf(cells[at]));
      if (distance(home, at) >= distance(free, at)) {
        cells[free] = cells[at];
        free = at;
      }
    }
    cells[free] = EMPTY;
  }

  private int distance(int from, int to) {
    return (to - from) & (cells.length - 1);
  }

  private int next(int at) {
    return (at + 1) & (cells.length - 1);
  }

  private int home(int hash) {
    return (hash * SPREAD) >>> (Integer.numberOfLeadingZeros(cells.length) + 1);
  }

  private static int hashOf(long cell) {
    return (int) (cell >>> Integer.SIZE);
  }

  private static int slotOf(long cell) {
    return (int) cell - 1;
  }

  @Override
  public void undo(int index, long number, @Nullable Object value) {
    if ((number & ADDED) != 0) {
      delete((int) number, index);
    } else {
      insert((int) number, index);
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(slots());
  }
}
