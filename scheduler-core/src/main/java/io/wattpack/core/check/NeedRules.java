package io.wattpack.core.check;

import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.SpreadLimit;

/** Which needs and placement rules make sense, whatever the fleet holds. */
final class NeedRules {
  /** More than any node has, in thousandths of a core or mebibytes; no sum of such overflows. */
  static final long FIGURE_MAX = 1_000_000_000L;

  /** No more than that are looked for together, so that no ask makes a step long. */
  private static final int MEMBERS_MAX = 1_024;

  private static final int TOLERATIONS_MAX = 64;

  private NeedRules() {}

  /** A hardware slice is a part of one GPU. */
  static boolean arePossible(NodeNeeds needs, int gpuCount, int members) {
    return isFigure(needs.cpuMilli())
        && isFigure(needs.memory().value())
        && members <= MEMBERS_MAX
        && (needs.migProfile() == null || (gpuCount == 1 && members == 1));
  }

  static boolean isFigure(long value) {
    return value >= 0 && value <= FIGURE_MAX;
  }

  static boolean arePossible(PlacementRules rules) {
    boolean areSpread = rules.spread().stream().allMatch(limit -> limit.replicasMax() >= 1);
    long levels = rules.spread().stream().map(SpreadLimit::level).distinct().count();
    return areSpread
        && levels == rules.spread().size()
        && rules.tolerations().size() <= TOLERATIONS_MAX;
  }
}
