package io.wattpack.core.learn;

import java.util.ArrayList;
import java.util.List;

/** A small fleet and a mix that is hard to pack on it. */
final class SmallFleet {
  static final NodeKind LARGE_NODE = new NodeKind("a100", 8, 96_000, 400_000, 50, 400, null);
  static final NodeKind SMALL_NODE = new NodeKind("t4", 2, 32_000, 100_000, 10, 70, null);

  private SmallFleet() {}

  static FleetSketch sketch() {
    List<NodeKind> nodes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      nodes.add(LARGE_NODE);
      nodes.add(SMALL_NODE);
    }
    return FleetSketch.of(nodes);
  }

  static WorkloadMix mix() {
    return new WorkloadMix.Counter()
        .add(new WorkShape(10_000, 4000, 1, 1000, List.of()), 40)
        .add(new WorkShape(3_000, 4000, 1, 810, List.of()), 12)
        .add(new WorkShape(6_000, 4000, 1, 470, List.of()), 16)
        .add(new WorkShape(4_000, 4000, 1, 320, List.of()), 10)
        .add(new WorkShape(2_000, 4000, 1, 150, List.of()), 10)
        .add(new WorkShape(64_000, 4000, 8, 1000, List.of()), 1)
        .add(new WorkShape(12_000, 4000, 0, 0, List.of()), 12)
        .mix();
  }
}
