package io.wattpack.core.state;

import io.wattpack.core.state.column.UndoLog;
import io.wattpack.core.state.column.Undoable;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes changed, in the order of the changes: what is derived from the state of nodes reads
 * on from where it was. A change that is taken back is a change too. No part of the state.
 *
 * <p>The log is a ring: a reader that is too far behind looks at every node instead.
 */
public final class NodeChanges implements Undoable {
  private static final int LENGTH_MIN = 1 << 10;

  private final UndoLog log;
  private final int[] ring;
  private long count;

  NodeChanges(UndoLog log, int nodes) {
    this.log = log;
    ring = new int[Math.max(LENGTH_MIN, Integer.highestOneBit(Math.max(1, nodes)) << 1)];
  }

  void note(int node) {
    log.remember(this, node, 0);
    append(node);
  }

  private void append(int node) {
    ring[(int) (count & (ring.length - 1))] = node;
    count++;
  }

  /** How many changes there were so far. */
  public long count() {
    return count;
  }

  /** Whether the changes from that number on are still known. */
  public boolean isKnown(long from) {
    return count - from <= ring.length;
  }

  /** The node of the change of that number, which must be known. */
  public int node(long number) {
    return ring[(int) (number & (ring.length - 1))];
  }

  @Override
  public void undo(int index, long number, @Nullable Object value) {
    append(index);
  }
}
