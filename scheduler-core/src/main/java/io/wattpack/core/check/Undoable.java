package io.wattpack.core.check;

import org.jspecify.annotations.Nullable;

/** Part of the books, which can put back what it noted in the {@link UndoLog}. */
interface Undoable {
  /** Puts back what was noted with these figures; notes nothing. */
  void undo(int place, long figure, @Nullable Object thing);
}
