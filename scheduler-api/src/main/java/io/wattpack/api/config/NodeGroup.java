package io.wattpack.api.config;

import io.wattpack.core.model.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes in a row that differ only in the number at the end of their ids, counted from 1; or a
 * single node.
 */
record NodeGroup(Node first, int count) {
  private static final String FIRST = "-1";

  /** Cuts a list of nodes into the longest groups, in order. */
  static List<NodeGroup> of(List<Node> nodes) {
    List<NodeGroup> groups = new ArrayList<>();
    for (int i = 0; i < nodes.size(); ) {
      NodeGroup group = new NodeGroup(nodes.get(i), lengthAt(nodes, i));
      groups.add(group);
      i += group.count();
    }
    return groups;
  }

  private static int lengthAt(List<Node> nodes, int start) {
    Node first = nodes.get(start);
    if (!first.id().value().endsWith(FIRST)) {
      return 1;
    }
    int length = 1;
    while (start + length < nodes.size()
        && length < FleetKeys.COUNT.max()
        && nodes.get(start + length).equals(nth(first, length + 1))) {
      length++;
    }
    return length;
  }

  private static Node nth(Node first, int number) {
    return FleetReader.withId(first, FleetReader.nodeId(prefixOf(first), number));
  }

  private static String prefixOf(Node first) {
    String id = first.id().value();
    return id.substring(0, id.length() - FIRST.length());
  }

  String prefix() {
    return prefixOf(first);
  }
}
