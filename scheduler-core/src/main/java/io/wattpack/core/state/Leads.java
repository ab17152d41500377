package io.wattpack.core.state;

import java.util.Set;
import java.util.TreeSet;

/**
 * How long before a known limit what can be stopped under each power domain is told to go: the time
 * declared for replicas and for every group of miners with an actuator, and a margin.
 */
final class Leads {
  /**
   * How much sooner than that something is told to go: a step and a message take their time, and
   * what is a moment late for a known limit would have others go for that moment.
   */
  static final long MARGIN_MILLIS = 1_000;

  private final long[][] ofDomain;

  Leads(Topology topology) {
    ofDomain = new long[topology.domainCount()][];
    // Children stand behind their parents.
    for (int domain = ofDomain.length - 1; domain >= 0; domain--) {
      Set<Long> leads = own(topology, domain);
      for (int child = domain + 1;
          child < topology.subtreeEnd(domain);
          child = topology.subtreeEnd(child)) {
        for (long lead : ofDomain[child]) {
          leads.add(lead);
        }
      }
      ofDomain[domain] = leads.stream().mapToLong(Long::longValue).toArray();
    }
  }

  private static Set<Long> own(Topology topology, int domain) {
    Set<Long> leads = new TreeSet<>();
    if (topology.nodeFirst(domain) < topology.nodeFirst(domain + 1)) {
      leads.add(topology.stopMillis(domain) + MARGIN_MILLIS);
    }
    for (int miner = topology.minerFirst(domain);
        miner < topology.minerFirst(domain + 1);
        miner++) {
      if (topology.miner(miner).isSwitchable()) {
        leads.add(topology.miner(miner).offMillis() + MARGIN_MILLIS);
      }
    }
    return leads;
  }

  /** The different times of what can be stopped under the domain, in milliseconds, ascending. */
  long[] of(int domain) {
    return ofDomain[domain];
  }

  /** The longest of them; 0: nothing there can be stopped. */
  long longest(int domain) {
    long[] leads = ofDomain[domain];
    return leads.length == 0 ? 0 : leads[leads.length - 1];
  }
}
