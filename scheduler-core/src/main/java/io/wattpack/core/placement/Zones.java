package io.wattpack.core.placement;

import io.wattpack.core.policy.DomainScorer;
import io.wattpack.core.state.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The parts of the power tree in the order in which a search enters them: best spread first. */
final class Zones {
  private final List<Zone> ordered = new ArrayList<>();

  /** A part of the tree and how badly it would spread the pool. */
  private static final class Zone {
    private final int head;
    private final long[] costs;

    Zone(int head, long[] costs) {
      this.head = head;
      this.costs = costs;
    }

    int head() {
      return head;
    }

    long[] costs() {
      return costs;
    }
  }

  Zones(State state, int pool, DomainCursor domains) {
    for (int zone = 0; zone < state.topology().zoneCount(); zone++) {
      int head = state.topology().zoneHead(zone);
      ordered.add(new Zone(head, pool < 0 ? new long[0] : costs(domains.at(head))));
    }
    if (pool >= 0) {
      ordered.sort(Comparator.comparing(Zone::costs, Arrays::compare));
    }
  }

  private static long[] costs(DomainCursor domain) {
    List<DomainScorer> scorers = PolicyCatalog.DOMAIN_SCORERS;
    long[] costs = new long[scorers.size()];
    for (int term = 0; term < costs.length; term++) {
      costs[term] = scorers.get(term).cost(domain);
    }
    return costs;
  }

  int count() {
    return ordered.size();
  }

  int head(int zone) {
    return ordered.get(zone).head();
  }

  boolean isWorse(int zone, int other) {
    return Arrays.compare(ordered.get(zone).costs(), ordered.get(other).costs()) > 0;
  }
}
