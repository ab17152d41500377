package io.wattpack.core.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values that each hold their own key, found by it; changes can be taken back.
 *
 * <p>One array, searched from the cell that the key's hash names to the first empty one; a removal
 * moves later values up, so that no search meets a gap. About seven bytes a value.
 */
abstract class UndoTable<V> implements Undoable {
  private static final int CELLS_FIRST = 16;
  private static final int PUT_BACK = 0;
  private static final int TAKE_OUT = 1;
  private static final int SPREAD = 0x9E3779B9;

  private final UndoLog undo;
  private @Nullable Object[] cells;
  private int size;

  UndoTable(UndoLog undo) {
    this.undo = undo;
    cells = new @Nullable Object[CELLS_FIRST];
  }

  UndoTable(UndoTable<V> other, UndoLog undo) {
    this.undo = undo;
    cells = other.cells.clone();
    size = other.size;
  }

  /** The hash of the value's key. */
  abstract int hashOf(V value);

  abstract boolean haveOneKey(V one, V other);

  boolean isEmpty() {
    return size == 0;
  }

  /** In no order that means anything. */
  List<V> values() {
    List<V> values = new ArrayList<>(size);
    for (int cell = 0; cell < cells.length; cell++) {
      V value = at(cell);
      if (value != null) {
        values.add(value);
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

  @SuppressWarnings("unchecked")
  final @Nullable V at(int cell) {
    return (V) cells[cell];
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
    V before = at(cell);
    cells[cell] = value;
    if (before == null) {
      size++;
      growIfFull();
    }
    return before;
  }

  /** The cell of the value's key, or the empty one where it belongs. */
  private int find(V value) {
    int cell = first(hashOf(value));
    for (V found = at(cell); found != null && !haveOneKey(found, value); found = at(cell)) {
      cell = after(cell);
    }
    return cell;
  }

  private void growIfFull() {
    if (4L * size <= 3L * cells.length) {
      return;
    }
    @Nullable Object[] before = cells;
    cells = new @Nullable Object[2 * before.length];
    for (Object value : before) {
      if (value != null) {
        reenter(value);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void reenter(Object value) {
    cells[find((V) value)] = value;
  }

  private @Nullable V takeOut(V value) {
    int hole = find(value);
    V before = at(hole);
    if (before == null) {
      return null;
    }
    size--;
    int cell = after(hole);
    for (V next = at(cell); next != null; next = at(cell)) {
      if (mayMove(next, cell, hole)) {
        cells[hole] = next;
        hole = cell;
      }
      cell = after(cell);
    }
    cells[hole] = null;
    return before;
  }

  /** Not in front of the cell where the search for it begins. */
  private boolean mayMove(V value, int from, int hole) {
    int mask = cells.length - 1;
    return ((from - first(hashOf(value))) & mask) >= ((from - hole) & mask);
  }
}
