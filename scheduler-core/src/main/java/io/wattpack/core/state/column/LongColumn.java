package io.wattpack.core.state.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of numbers by dense index; it grows as needed, new cells hold zero. */
public final class LongColumn implements Undoable {
  private final UndoLog log;
  private long[] cells;

  public LongColumn(UndoLog log, int size) {
    this.log = log;
    cells = new long[size];
  }

  private LongColumn(UndoLog log, long[] cells) {
    this.log = log;
    this.cells = cells;
  }

  public LongColumn copy(UndoLog other) {
    return new LongColumn(other, cells.clone());
  }

  public long get(int index) {
    return index < cells.length ? cells[index] : 0;
  }

  public void set(int index, long value) {
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
  public void add(int index, long delta) {
    set(index, Math.addExact(get(index), delta));
  }

  @Override
  public void undo(int index, long number, @Nullable Object value) {
    cells[index] = number;
  }
}
