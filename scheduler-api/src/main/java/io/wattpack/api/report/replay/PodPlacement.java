package io.wattpack.api.report.replay;

import java.util.List;

/**
 * Where a pod was placed.
 *
 * @param node rank of the node
 * @param slots the GPUs it was given, counted on the node from 0; empty for a pod without GPUs
 */
public record PodPlacement(int node, List<Integer> slots) {
  public PodPlacement {
    slots = List.copyOf(slots);
  }
}
