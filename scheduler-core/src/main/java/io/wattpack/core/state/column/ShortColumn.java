package io.wattpack.core.state.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of numbers from -32,768 to 32,767 by dense index; it grows as needed, new cells hold
 * zero.
 */
public final class ShortColumn implements Undoable {
  private final UndoLog log;
  private short[] cells;

  public ShortColumn(UndoLog log, int size) {
    this(log, new short[size]);
  }

  private ShortColumn(UndoLog log, short[] cells) {
    this.log = log;
    this.cells = cells;
  }

  public ShortColumn copy(UndoLog other) {
    return new ShortColumn(other, cells.clone());
  }

  public int get(int index) {
    return index < cells.length ? cells[index] : 0;
  }

  /**
   * Sets a cell.
   *
   * @throws ArithmeticException if the value does not fit
   */
  public void set(int index, int value) {
    short cell = (short) value;
    if (cell != value) {
      throw new ArithmeticException("%d does not fit into a short.".formatted(value));
    }
    if (index >= cells.length) {
      if (value == 0) {
        return; // as it is
      }
      cells = Arrays.copyOf(cells, Growth.room(index));
    }
    log.remember(this, index, cells[index]);
    cells[index] = cell;
  }

  /**
   * Adds exactly.
   *
   * @throws ArithmeticException if the sum does not fit
   */
  public void add(int index, int delta) {
    set(index, Math.addExact(get(index), delta));
  }

  @Override
  public void undo(int index, long number, @Nullable Object value) {
    cells[index] = (short) number;
  }
}
