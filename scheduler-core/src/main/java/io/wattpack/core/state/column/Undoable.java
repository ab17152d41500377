package io.wattpack.core.state.column;

import org.jspecify.annotations.Nullable;

/** Something that can put one of its cells back as it was. */
public interface Undoable {
  /** Restores the cell; what is not of this kind of cell is zero or null. */
  void undo(int index, long number, @Nullable Object value);
}
