package io.wattpack.core.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers the zones of the power trees, in the order of their heads: the top of a tree for itself
 * alone, and each domain right below it with all that it feeds.
 */
final class ZoneNumbers {
  private final List<Integer> heads = new ArrayList<>();
  private final int[] zones;

  /** Of the parent of each domain, parents first; negative: it is the top of a tree. */
  ZoneNumbers(int[] parents) {
    zones = new int[parents.length];
    for (int domain = 0; domain < parents.length; domain++) {
      int parent = parents[domain];
      boolean isHead = parent < 0 || parents[parent] < 0;
      if (isHead) {
        heads.add(domain);
      }
      zones[domain] = isHead ? heads.size() - 1 : zones[parent];
    }
  }

  /** The zone of each domain. */
  int[] zones() {
    return zones;
  }

  /** The domain at the top of each zone. */
  int[] heads() {
    return heads.stream().mapToInt(Integer::intValue).toArray();
  }
}
