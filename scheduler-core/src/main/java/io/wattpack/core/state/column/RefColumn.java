package io.wattpack.core.state.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of immutable values by dense index; it grows as needed, new cells hold null. */
public final class RefColumn<T> implements Undoable {
  private final UndoLog log;
  private @Nullable Object[] cells;

  public RefColumn(UndoLog log, int size) {
    this(log, new @Nullable Object[size]);
  }

  private RefColumn(UndoLog log, @Nullable Object[] cells) {
    this.log = log;
    this.cells = cells;
  }

  public RefColumn<T> copy(UndoLog other) {
    return new RefColumn<>(other, cells.clone());
  }

  @SuppressWarnings("unchecked") // only set() writes cells
  public @Nullable T get(int index) {
    return index < cells.length ? (T) cells[index] : null;
  }

  /**
   * The value of a cell that must hold one.
   *
   * @throws IllegalStateException if it holds null
   */
  public T require(int index) {
    T value = get(index);
    if (value == null) {
      throw new IllegalStateException("Cell %d holds nothing.".formatted(index));
    }
    return value;
  }

  public void set(int index, @Nullable T value) {
    if (index >= cells.length) {
      if (value == null) {
        return; // as it is
      }
      cells = Arrays.copyOf(cells, Growth.room(index));
    }
    log.remember(this, index, 0, cells[index]);
    cells[index] = value;
  }

  @Override
  public void undo(int index, long number, @Nullable Object value) {
    cells[index] = value;
  }
}
