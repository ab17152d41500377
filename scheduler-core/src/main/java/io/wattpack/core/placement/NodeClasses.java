package io.wattpack.core.placement;

import io.wattpack.core.state.NodeChanges;
import io.wattpack.core.state.State;
import java.util.Arrays;

/**
 * Nodes in equal state as one class.
 *
 * <p>The idea: the state of a node that any policy may read is written as a row of numbers; equal
 * rows share a class, found by hash. Classes nobody is in are given to the next row, under a new
 * stamp, so that what was kept for the old one is not taken for the new one's. Derived from the
 * state, kept up from its log of changes: a change costs one row. Nodes that came to another class
 * are on a log of their own, a ring as the state's: several changes of one node make one entry.
 */
final class NodeClasses {
  private static final int NONE = -1;
  private static final int MOVED_MIN = 1 << 8;

  private final NodeRows rows;
  private final NodeChanges changes;
  private final int[] classOf;
  private final int width;
  private final int[] row;
  private int[] arena;
  private int[] members;
  private long[] stamps;
  private int[] hashes;
  private int[] chain;
  private int[] heads;
  private int[] free;
  private int freeCount;
  private int used;
  private long stamp;
  private final int[] moved;
  private long movedCount;
  private long seen;

  NodeClasses(State state, boolean readsKinds) {
    rows = new NodeRows(state, readsKinds);
    changes = state.devices().changes();
    width = rows.width();
    row = new int[width];
    int size = 64;
    arena = new int[size * width];
    members = new int[size];
    stamps = new long[size];
    hashes = new int[size];
    chain = new int[size];
    heads = new int[2 * size];
    free = new int[size];
    Arrays.fill(heads, NONE);
    classOf = new int[state.topology().nodeCount()];
    moved = new int[Math.max(MOVED_MIN, Integer.highestOneBit(Math.max(1, classOf.length)) << 1)];
    Arrays.fill(classOf, NONE);
    for (int node = 0; node < classOf.length; node++) {
      enter(node);
    }
    seen = changes.count();
  }

  /** Brings the classes up to the present state. */
  void sync() {
    long end = changes.count();
    if (seen == end) {
      return;
    }
    if (changes.isKnown(seen)) {
      enterChanged(end);
    } else {
      for (int node = 0; node < classOf.length; node++) {
        enter(node);
      }
    }
    seen = end;
  }

  private void enterChanged(long end) {
    int last = NONE;
    for (long next = seen; next < end; next++) {
      int node = changes.node(next);
      // One start changes its node many times over; all that counts is how it is now.
      if (node != last) {
        enter(node);
      }
      last = node;
    }
  }

  /** How many times a node came to another class so far. */
  long movedCount() {
    return movedCount;
  }

  /** Whether the moves from that number on are still known. */
  boolean knowsMoved(long from) {
    return movedCount - from <= moved.length;
  }

  /** The node of the move of that number, which must be known. */
  int moved(long number) {
    return moved[(int) (number & (moved.length - 1))];
  }

  int classOf(int node) {
    return classOf[node];
  }

  /** Tells one row from the next that has the class; at least 1. */
  long stamp(int nodeClass) {
    return stamps[nodeClass];
  }

  private void enter(int node) {
    rows.read(node, row);
    int hash = Arrays.hashCode(row) * 0x9E3779B1;
    int before = classOf[node];
    if (before != NONE && hashes[before] == hash && isRowOf(before)) {
      return;
    }
    if (before != NONE) {
      leave(before);
    }
    int found = find(hash);
    if (found == NONE) {
      found = make(hash);
    }
    members[found]++;
    classOf[node] = found;
    moved[(int) (movedCount & (moved.length - 1))] = node;
    movedCount++;
  }

  private boolean isRowOf(int nodeClass) {
    int from = nodeClass * width;
    return Arrays.equals(arena, from, from + width, row, 0, width);
  }

  private int find(int hash) {
    int next = heads[hash & (heads.length - 1)];
    while (next != NONE && (hashes[next] != hash || !isRowOf(next))) {
      next = chain[next];
    }
    return next;
  }

  private int make(int hash) {
    if (freeCount == 0 && used == members.length) {
      grow();
    }
    int made = freeCount > 0 ? free[--freeCount] : used++;
    System.arraycopy(row, 0, arena, made * width, width);
    hashes[made] = hash;
    members[made] = 0;
    stamps[made] = ++stamp;
    link(made);
    return made;
  }

  private void link(int made) {
    int head = hashes[made] & (heads.length - 1);
    chain[made] = heads[head];
    heads[head] = made;
  }

  private void leave(int nodeClass) {
    members[nodeClass]--;
    if (members[nodeClass] == 0) {
      unlink(nodeClass);
      free[freeCount++] = nodeClass;
    }
  }

  private void unlink(int nodeClass) {
    int head = hashes[nodeClass] & (heads.length - 1);
    if (heads[head] == nodeClass) {
      heads[head] = chain[nodeClass];
      return;
    }
    int next = heads[head];
    while (chain[next] != nodeClass) {
      next = chain[next];
    }
    chain[next] = chain[nodeClass];
  }

  private void grow() {
    int size = 2 * members.length;
    arena = Arrays.copyOf(arena, size * width);
    members = Arrays.copyOf(members, size);
    stamps = Arrays.copyOf(stamps, size);
    hashes = Arrays.copyOf(hashes, size);
    chain = Arrays.copyOf(chain, size);
    free = Arrays.copyOf(free, size);
    heads = new int[2 * size];
    Arrays.fill(heads, NONE);
    // None is free, or there would be no need to grow.
    for (int known = 0; known < used; known++) {
      link(known);
    }
  }
}
