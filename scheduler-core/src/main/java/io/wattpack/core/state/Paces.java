package io.wattpack.core.state;

import io.wattpack.core.model.GpuContainer;

/** How fast what is booked below each power domain may rise. */
final class Paces {
  private Paces() {}

  /**
   * By domain, in watts per minute; 0: as fast as it will. A site bounds its interconnect, a GPU
   * container the domain that it hangs under; where several bound one domain, the least holds.
   */
  static long[] of(Topology topology) {
    long[] paces = new long[topology.domainCount()];
    for (int root = 0; root < paces.length; root = topology.subtreeEnd(root)) {
      lower(paces, root, topology.site(topology.siteOf(root)).recoveryWattsPerMinute());
    }
    for (int box = 0; box < topology.gpuContainerCount(); box++) {
      GpuContainer sheet = topology.gpuContainer(box);
      lower(paces, topology.domainOf(sheet.powerDomain()), sheet.recoveryWattsPerMinute());
    }
    return paces;
  }

  private static void lower(long[] paces, int domain, long watts) {
    if (watts > 0) {
      paces[domain] = paces[domain] == 0 ? watts : Math.min(paces[domain], watts);
    }
  }
}
