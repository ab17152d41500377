package io.wattpack.core.model;

/** Names a {@link Node}; unique in the fleet. */
public record NodeId(String value) implements Place, Comparable<NodeId> {
  public NodeId {
    Ids.check("NodeId", value);
  }

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
