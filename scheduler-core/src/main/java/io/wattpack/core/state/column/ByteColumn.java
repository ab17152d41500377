package io.wattpack.core.state.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of numbers from -128 to 127 by dense index; it grows as needed, new cells hold zero. */
public final class ByteColumn implements Undoable {
  private final UndoLog log;
  private byte[] cells;

  public ByteColumn(UndoLog log, int size) {
    this(log, new byte[size]);
  }

  private ByteColumn(UndoLog log, byte[] cells) {
    this.log = log;
    this.cells = cells;
  }

  public ByteColumn copy(UndoLog other) {
    return new ByteColumn(other, cells.clone());
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
    byte cell = (byte) value;
    if (cell != value) {
      throw new ArithmeticException("%d does not fit into a byte.".formatted(value));
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

  @Override
  public void undo(int index, long number, @Nullable Object value) {
    cells[index] = (byte) number;
  }
}
