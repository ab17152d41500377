package io.wattpack.core.check;

/** How long what can be stopped takes: it is gone under a domain when its slowest is. */
final class LeadTimes {
  private LeadTimes() {}

  /** By domain, in milliseconds; 0: nothing there can be stopped. */
  static long[] of(FleetBook fleet) {
    long[] leads = new long[fleet.domainCount()];
    for (int node = 0; node < fleet.nodeCount(); node++) {
      raise(fleet, leads, fleet.domainOfNode(node), fleet.siteOf(node).stopMillis());
    }
    for (int miner = 0; miner < fleet.minerCount(); miner++) {
      if (fleet.miner(miner).isSwitchable()) {
        raise(fleet, leads, fleet.domainOfMiner(miner), fleet.miner(miner).offMillis());
      }
    }
    return leads;
  }

  private static void raise(FleetBook fleet, long[] leads, int domain, long millis) {
    for (int above = domain; above >= 0; above = fleet.parentOf(above)) {
      leads[above] = Math.max(leads[above], millis);
    }
  }
}
