package io.wattpack.core.model;

import java.util.List;

/**
 * Where the replicas of a pool or the members of a job may stand.
 *
 * @param spread limits that all hold, at most one a level
 * @param tolerations keys of taints that do not keep them away
 */
public record PlacementRules(List<SpreadLimit> spread, List<String> tolerations) {
  public static final PlacementRules NONE = new PlacementRules(List.of(), List.of());

  public PlacementRules {
    spread = List.copyOf(spread);
    tolerations = List.copyOf(tolerations);
  }
}
