package io.wattpack.core.sim;

import io.wattpack.core.model.PowerDomain;

/** How long ahead of a known limit things are told to go. */
final class LeadCounts {
  private static final long MARGIN_MILLIS = 1_000;

  private LeadCounts() {}

  /** Of the slowest thing below the domain; 0: nothing there can be stopped. */
  static long millis(WorldCounts counts, PowerDomain domain) {
    boolean hasNodes =
        counts.fleet().nodes().stream()
            .anyMatch(node -> counts.atAndAbove(node.powerDomain()).contains(domain.id()));
    return counts.minersBelow(domain.id()).stream()
        .mapToLong(miner -> miner.offMillis() + MARGIN_MILLIS)
        .reduce(hasNodes ? counts.stopMillis(domain) + MARGIN_MILLIS : 0, Math::max);
  }
}
