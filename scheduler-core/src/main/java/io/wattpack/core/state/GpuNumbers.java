package io.wattpack.core.state;

import io.wattpack.core.model.Node;
import java.util.Arrays;
import java.util.List;

/** Numbers the GPUs of a fleet: node by node, then by slot. */
final class GpuNumbers {
  private GpuNumbers() {}

  /** For each node, and one past the last, the number of its first GPU. */
  static int[] firsts(List<Node> nodes) {
    int[] firsts = new int[nodes.size() + 1];
    for (int node = 0; node < nodes.size(); node++) {
      firsts[node + 1] = firsts[node] + nodes.get(node).gpuCount();
    }
    return firsts;
  }

  /** The node of each GPU. */
  static int[] nodes(int[] firsts) {
    int count = firsts.length - 1;
    int[] nodes = new int[firsts[count]];
    for (int node = 0; node < count; node++) {
      Arrays.fill(nodes, firsts[node], firsts[node + 1], node);
    }
    return nodes;
  }
}
