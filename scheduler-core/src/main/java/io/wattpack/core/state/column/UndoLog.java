package io.wattpack.core.state.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was overwritten since the first open checkpoint, newest last.
 *
 * <p>Nothing is remembered while no checkpoint is open. Checkpoints nest: the inner one ends first.
 */
public final class UndoLog {
  private static final int CAPACITY_FIRST = 256;

  private Undoable[] owners = new Undoable[CAPACITY_FIRST];
  private int[] indexes = new int[CAPACITY_FIRST];
  private long[] numbers = new long[CAPACITY_FIRST];
  private @Nullable Object[] values = new @Nullable Object[CAPACITY_FIRST];
  private int size;
  private int open;

  /** Opens a checkpoint; the mark it gives goes back into {@link #rollback} or {@link #commit}. */
  public int checkpoint() {
    open++;
    return size;
  }

  /** Puts everything back as it was at the mark, and closes that checkpoint. */
  public void rollback(int mark) {
    requireOpen();
    while (size > mark) {
      size--;
      owners[size].undo(indexes[size], numbers[size], values[size]);
      values[size] = null;
    }
    open--;
  }

  /** Closes the checkpoint and keeps what happened since; an outer one can still take it back. */
  public void commit(int mark) {
    requireOpen();
    open--;
    if (open == 0) {
      Arrays.fill(values, mark, size, null);
      size = mark;
    }
  }

  private void requireOpen() {
    if (open == 0) {
      throw new IllegalStateException("No checkpoint is open.");
    }
  }

  /** Whether anything could be taken back: if not, nothing need be remembered. */
  public boolean isOpen() {
    return open > 0;
  }

  public void remember(Undoable owner, int index, long number) {
    remember(owner, index, number, null);
  }

  void remember(Undoable owner, int index, long number, @Nullable Object value) {
    if (open == 0) {
      return;
    }
    if (size == owners.length) {
      grow();
    }
    owners[size] = owner;
    indexes[size] = index;
    numbers[size] = number;
    values[size] = value;
    size++;
  }

  private void grow() {
    owners = Arrays.copyOf(owners, 2 * size);
    indexes = Arrays.copyOf(indexes, 2 * size);
    numbers = Arrays.copyOf(numbers, 2 * size);
    values = Arrays.copyOf(values, 2 * size);
  }
}
