package io.wattpack.core.state;

import java.util.function.IntConsumer;

/** The nodes of each of some groups, by dense index; never changes. */
final class NodeGroups {
  private final int[] first;
  private final int[] nodes;

  /** Of the group of each node. */
  NodeGroups(int[] groupOfNode, int groups) {
    first = new int[groups + 1];
    for (int group : groupOfNode) {
      first[group + 1]++;
    }
    for (int group = 0; group < groups; group++) {
      first[group + 1] += first[group];
    }
    nodes = new int[groupOfNode.length];
    int[] next = first.clone();
    for (int node = 0; node < groupOfNode.length; node++) {
      nodes[next[groupOfNode[node]]++] = node;
    }
  }

  /** Visits the nodes of the group in their order. */
  void forEach(int group, IntConsumer visitor) {
    for (int i = first[group]; i < first[group + 1]; i++) {
      visitor.accept(nodes[i]);
    }
  }
}
