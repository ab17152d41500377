package io.wattpack.core.check;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How to take back what was done since the last checkpoint; without a checkpoint it remembers
 * nothing. A note is three figures in arrays, so that writing one down allocates nothing.
 */
final class UndoLog {
  private static final int NOTES_FIRST = 64;
  private static final int MARKS_FIRST = 8;

  private Undoable[] parts = new Undoable[NOTES_FIRST];
  private int[] places = new int[NOTES_FIRST];
  private long[] figures = new long[NOTES_FIRST];
  private @Nullable Object[] things = new @Nullable Object[NOTES_FIRST];
  private int size;
  private int[] marks = new int[MARKS_FIRST];
  private int open;

  void checkpoint() {
    if (open == marks.length) {
      marks = Arrays.copyOf(marks, 2 * open);
    }
    marks[open] = size;
    open++;
  }

  void note(Undoable part, int place, long figure) {
    note(part, place, figure, null);
  }

  /** Notes what that part of the books needs to put back a change it is about to make. */
  void note(Undoable part, int place, long figure, @Nullable Object thing) {
    if (open == 0) {
      return;
    }
    if (size == parts.length) {
      grow();
    }
    parts[size] = part;
    places[size] = place;
    figures[size] = figure;
    things[size] = thing;
    size++;
  }

  private void grow() {
    parts = Arrays.copyOf(parts, 2 * size);
    places = Arrays.copyOf(places, 2 * size);
    figures = Arrays.copyOf(figures, 2 * size);
    things = Arrays.copyOf(things, 2 * size);
  }

  void rollback() {
    int mark = lastMark();
    while (size > mark) {
      size--;
      parts[size].undo(places[size], figures[size], things[size]);
      things[size] = null;
    }
    open--;
  }

  void commit() {
    int mark = lastMark();
    open--;
    if (open == 0) {
      Arrays.fill(things, mark, size, null);
      size = mark;
    }
  }

  private int lastMark() {
    if (open == 0) {
      throw new IllegalStateException("No checkpoint is open.");
    }
    return marks[open - 1];
  }
}
