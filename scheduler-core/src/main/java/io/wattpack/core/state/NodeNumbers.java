package io.wattpack.core.state;

import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import java.util.Arrays;
import java.util.List;

/**
 * The dense index of each node by its id, by open addressing: every start looks its nodes up. Never
 * changes.
 */
final class NodeNumbers {
  private static final int NONE = -1;
  private static final int SPREAD = 0x9E3779B9;

  private final List<Node> nodes;
  private final int[] cells;

  NodeNumbers(List<Node> nodes) {
    this.nodes = nodes;
    cells = new int[Integer.highestOneBit(Math.max(4, nodes.size())) << 2];
    Arrays.fill(cells, NONE);
    for (int node = 0; node < nodes.size(); node++) {
      int at = home(nodes.get(node).id());
      while (cells[at] != NONE) {
        at = next(at);
      }
      cells[at] = node;
    }
  }

  /** The index of the node; -1: there is none of that id. */
  int of(NodeId id) {
    int at = home(id);
    while (cells[at] != NONE && !nodes.get(cells[at]).id().equals(id)) {
      at = next(at);
    }
    return cells[at];
  }

  private int home(NodeId id) {
    return (id.hashCode() * SPREAD) >>> (Integer.numberOfLeadingZeros(cells.length) + 1);
  }

  private int next(int at) {
    return (at + 1) & (cells.length - 1);
  }
}
