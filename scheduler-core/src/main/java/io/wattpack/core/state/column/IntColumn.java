package io.wattpack.core.state.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of small numbers by dense index; it grows as needed, new cells hold zero. */
public final class IntColumn implements Undoable {
  private final UndoLog log;
  private int[] cells;

  public IntColumn(UndoLog log, int size) {
    this.log = log;
    cells = new int[size];
  }

  private IntColumn(UndoLog log, int[] cells) {
    this.log = log;
    this.cells = cells;
  }

  public IntColumn copy(UndoLog other) {
    return new IntColumn(other, cells.clone());
  }

  public int get(int index) {
    return index < cells.length ? cells[index] : 0;
  }

  public void set(int index, int value) {
    if (index >= cells.length) {
      if (value == 0) {
        return; // as it is
      }
      cells = Arrays.copyOf(cells, Growth.room(index));
    }
    log.remember(this, index, cells[index]);
    cells[index] = value;
  }

  /** Adds exactly. */
  public void add(int index, int delta) {
    set(index, Math.addExact(get(index), delta));
  }

  @Override
  public void undo(int index, long number, @Nullable Object value) {
    cells[index] = (int) number;
  }
}
