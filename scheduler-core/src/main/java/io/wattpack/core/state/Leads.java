package io.wattpack.core.state;

import java.util.Set;
import java.util.TreeSet;

/**
 * How long before a known limit what can be stopped in each power domain and region is told to go:
 * the time declared for replicas and for every group of miners with an actuator, and a margin.
 */
final class Leads {
  /**
   * How much sooner than that something is told to go: a step and a message take their time, and
   * what is a moment late for a known limit would have others go for that moment.
   */
  static final long MARGIN_MILLIS = 1_000;

  private final long[][] ofSpan;

  Leads(Topology topology) {
    Spans spans = topology.spans();
    ofSpan = new long[spans.count()][];
    // Children stand behind their parents.
    for (int domain = topology.domainCount() - 1; domain >= 0; domain--) {
      Set<Long> leads = own(topology, domain);
      add(topology, domain + 1, topology.subtreeEnd(domain), leads);
      ofSpan[domain] = array(leads);
    }
    for (int region = spans.firstRegion(); region < spans.count(); region++) {
      Set<Long> leads = new TreeSet<>();
      add(topology, spans.first(region), spans.end(region), leads);
      ofSpan[region] = array(leads);
    }
  }

  private void add(Topology topology, int first, int end, Set<Long> leads) {
    for (int child = first; child < end; child = topology.subtreeEnd(child)) {
      for (long lead : ofSpan[child]) {
        leads.add(lead);
      }
    }
  }

  private static long[] array(Set<Long> leads) {
    return leads.stream().mapToLong(Long::longValue).toArray();
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

  /** The different times of what can be stopped there, in milliseconds, ascending. */
  long[] of(int span) {
    return ofSpan[span];
  }

  /** The longest of them; 0: nothing there can be stopped. */
  long longest(int span) {
    long[] leads = ofSpan[span];
    return leads.length == 0 ? 0 : leads[leads.length - 1];
  }
}
