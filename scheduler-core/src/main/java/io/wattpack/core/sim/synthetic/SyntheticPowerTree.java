package io.wattpack.core.sim.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * Power domains of a made-up fleet of any size, in preorder: nodes of eight GPUs, 25 a GPU
 * container, five of those a transformer, five a feeder, five a busbar, and all below one grid
 * connection.
 */
final class SyntheticPowerTree {
  static final int LEVELS = 6;
  static final int GPUS_PER_NODE = 8;

  /** Domains of the level below in one domain, from the second lowest level up. */
  private static final int[] FAN_OUT = {25, 5, 5, 5};

  private final List<Integer> parents = new ArrayList<>();
  private final List<List<Integer>> levels = new ArrayList<>();
  private final int[] sizes;

  /**
   * @param gpus a multiple of eight, or the next one is taken
   */
  SyntheticPowerTree(int gpus) {
    sizes = sizes(Math.ceilDiv(gpus, GPUS_PER_NODE));
    for (int i = 0; i < LEVELS; i++) {
      levels.add(new ArrayList<>());
    }
    grow(0, -1, 0, 1);
  }

  /** Domains of each level, from the top. */
  private static int[] sizes(int nodes) {
    int[] sizes = new int[LEVELS];
    sizes[LEVELS - 1] = nodes;
    for (int i = 0; i < FAN_OUT.length; i++) {
      sizes[LEVELS - 2 - i] = Math.ceilDiv(sizes[LEVELS - 1 - i], FAN_OUT[i]);
    }
    sizes[0] = 1;
    return sizes;
  }

  /** The domains of a level from one number to another, each with what is below it. */
  private void grow(int level, int parent, int from, int to) {
    for (int i = from; i < to; i++) {
      int self = parents.size();
      parents.add(parent);
      levels.get(level).add(self);
      if (level < LEVELS - 1) {
        long below = sizes[level + 1];
        int first = (int) (below * i / sizes[level]);
        grow(level + 1, self, first, (int) (below * (i + 1) / sizes[level]));
      }
    }
  }

  int gpus() {
    return sizes[LEVELS - 1] * GPUS_PER_NODE;
  }

  int size() {
    return parents.size();
  }

  /** The domain above, or -1. */
  int parent(int domain) {
    return parents.get(domain);
  }

  int[] parents() {
    return parents.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The domains of a level, counted from the grid connection, in order. */
  List<Integer> level(int level) {
    return levels.get(level);
  }

  /** The domains of the nodes, in order. */
  List<Integer> nodes() {
    return levels.get(LEVELS - 1);
  }
}
