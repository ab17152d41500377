package io.wattpack.core.learn;

import java.util.SplittableRandom;

/** One game: which work comes in which order, and in which order equal nodes are tried. */
final class Arrivals {
  private static final int LOAD_PERMILLE = 1300;
  private static final int ARRIVALS_MAX = 60_000;

  private final int[] shapes;
  private final int[] nodes;

  private Arrivals(int[] shapes, int[] nodes) {
    this.shapes = shapes;
    this.nodes = nodes;
  }

  /** The game of that seed: work for 130 % of the fleet. */
  static Arrivals of(FleetSketch fleet, WorkloadMix mix, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long demandMost = fleet.capacityMilli() * LOAD_PERMILLE / 1000;
    int[] shapes = mix.draw(random, demandMost, ARRIVALS_MAX);
    int[] nodes = new int[fleet.nodes()];
    for (int i = 0; i < nodes.length; i++) {
      int at = random.nextInt(i + 1);
      nodes[i] = nodes[at];
      nodes[at] = i;
    }
    return new Arrivals(shapes, nodes);
  }

  /** Numbers of shapes of the mix. */
  int[] shapes() {
    return shapes;
  }

  /** The nodes of the sketch, the first to win ties first. */
  int[] nodes() {
    return nodes;
  }
}
