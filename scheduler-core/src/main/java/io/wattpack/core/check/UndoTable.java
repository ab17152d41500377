package io.wattpack.core.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values that each hold their own key, found by it; changes can be taken back.
 *
 * <p>A value is written into a row of the subclass's arrays and read from it again, so that no
 * object stands for it. The rows are found through one array of hashes and row numbers, searched
 * from the cell that the key's hash names to the first empty one; a removal moves later cells up,
 * so that no search meets a gap. The hash lies beside the number because a row of a large table is
 * far from the caches. About fourteen bytes a value beside its row.
 */
abstract class UndoTable<V> implements Undoable {
  /** No row. */
  static final int NONE = -1;

  private static final int CELLS_FIRST = 16;
  private static final int ROWS_FIRST = 12;
  private static final int PUT_BACK = 0;
  private static final int TAKE_OUT = 1;
  private static final int SPREAD = 0x9E3779B9;

  private final UndoLog undo;
  // The hash above one more than the row; 0: empty.
  private long[] cells;
  private int[] freed;
  private int freedCount;
  private int rows;
  private int rowsMax;

  UndoTable(UndoLog undo) {
    this.undo = undo;
    cells = new long[CELLS_FIRST];
    freed = new int[0];
  }

  UndoTable(UndoTable<V> other, UndoLog undo) {
    this.undo = undo;
    cells = other.cells.clone();
    freed = other.freed.clone();
    freedCount = other.freedCount;
    rows = other.rows;
    rowsMax = other.rowsMax;
  }

  /** The hash of the value's key. */
  abstract int hashOf(V value);

  /** Whether the row holds the value's key. */
  abstract boolean isAt(int row, V value);

  abstract V read(int row);

  abstract void write(int row, V value);

  /** Lets go of what the row refers to. */
  abstract void wipe(int row);

  /** Makes room for so many rows, more than there were. */
  abstract void makeRoom(int count);

  boolean isEmpty() {
    return size() == 0;
  }

  private int size() {
    return rows - freedCount;
  }

  /** In no order that means anything. */
  List<V> values() {
    List<V> values = new ArrayList<>(size());
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] != 0) {
        values.add(read(rowAt(cell)));
      }
    }
    return values;
  }

  /** Where the search for a key of that hash begins. */
  final int first(int hash) {
    return (hash * SPREAD) >>> (Integer.numberOfLeadingZeros(cells.length) + 1);
  }

  final int after(int cell) {
    return (cell + 1) & (cells.length - 1);
  }

  /** The row that the cell names; {@link #NONE}: it is empty. */
  final int rowAt(int cell) {
    return (int) cells[cell] - 1;
  }

  /** Whether the cell is full of another hash, so that its row need not be read. */
  final boolean isOther(int cell, int hash) {
    return cells[cell] != 0 && hashAt(cell) != hash;
  }

  private int hashAt(int cell) {
    return (int) (cells[cell] >>> Integer.SIZE);
  }

  /** Puts the value in the place of the one of its key, if there is one. */
  void put(V value) {
    V before = enter(value);
    if (before == null) {
      undo.note(this, TAKE_OUT, 0, value);
    } else {
      undo.note(this, PUT_BACK, 0, before);
    }
  }

  void remove(V value) {
    V before = takeOut(value);
    if (before != null) {
      undo.note(this, PUT_BACK, 0, before);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public void undo(int place, long figure, @Nullable Object thing) {
    V value = (V) Objects.requireNonNull(thing);
    if (place == TAKE_OUT) {
      takeOut(value);
    } else {
      enter(value);
    }
  }

  private @Nullable V enter(V value) {
    int cell = find(value);
    int row = rowAt(cell);
    if (row != NONE) {
      V before = read(row);
      write(row, value);
      return before;
    }
    int free = takeRow();
    cells[cell] = ((long) hashOf(value) << Integer.SIZE) | (free + 1);
    write(free, value);
    growIfFull();
    return null;
  }

  private int takeRow() {
    if (freedCount > 0) {
      freedCount--;
      return freed[freedCount];
    }
    if (rows == rowsMax) {
      rowsMax = roomFor(rows);
      makeRoom(rowsMax);
    }
    return rows++;
  }

  private static int roomFor(int count) {
    return count + Math.max(ROWS_FIRST, count >> 2);
  }

  private void giveRow(int row) {
    wipe(row);
    if (freedCount == freed.length) {
      freed = Arrays.copyOf(freed, roomFor(freedCount));
    }
    freed[freedCount++] = row;
  }

  /** The cell of the value's key, or the empty one where it belongs. */
  private int find(V value) {
    int hash = hashOf(value);
    int cell = first(hash);
    while (isOther(cell, hash) || (rowAt(cell) != NONE && !isAt(rowAt(cell), value))) {
      cell = after(cell);
    }
    return cell;
  }

  private void growIfFull() {
    if (4L * size() <= 3L * cells.length) {
      return;
    }
    long[] before = cells;
    cells = new long[2 * before.length];
    for (long full : before) {
      if (full != 0) {
        cells[emptyFrom(first((int) (full >>> Integer.SIZE)))] = full;
      }
    }
  }

  private int emptyFrom(int first) {
    int cell = first;
    while (cells[cell] != 0) {
      cell = after(cell);
    }
    return cell;
  }

  private @Nullable V takeOut(V value) {
    int hole = find(value);
    int row = rowAt(hole);
    if (row == NONE) {
      return null;
    }
    V before = read(row);
    close(hole);
    giveRow(row);
    return before;
  }

  /** Moves up what a search would no longer reach across the hole. */
  private void close(int from) {
    int hole = from;
    for (int cell = after(hole); cells[cell] != 0; cell = after(cell)) {
      if (mayMove(cell, hole)) {
        cells[hole] = cells[cell];
        hole = cell;
      }
    }
    cells[hole] = 0;
  }

  /** Not in front of the cell where the search for it begins. */
  private boolean mayMove(int from, int hole) {
    int mask = cells.length - 1;
    return ((from - first(hashAt(from))) & mask) >= ((from - hole) & mask);
  }
}
