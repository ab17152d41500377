package io.wattpack.core.state.column;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One value that can be taken back; it may be a whole table that is replaced at once. */
public final class Cell<T> implements Undoable {
  private final UndoLog log;
  private T value;

  public Cell(UndoLog log, T value) {
    this.log = log;
    this.value = value;
  }

  public T get() {
    return value;
  }

  public void set(T next) {
    log.remember(this, 0, 0, value);
    value = next;
  }

  @Override
  @SuppressWarnings("unchecked") // only set() remembers
  public void undo(int index, long number, @Nullable Object former) {
    value = (T) Objects.requireNonNull(former);
  }
}
