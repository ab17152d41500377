package io.wattpack.api.report.replay;

import io.wattpack.api.report.trace.TracePod;
import io.wattpack.api.report.trace.TypicalWorkload;

/**
 * How much of what is free is of no use to a typical pod.
 *
 * <p>For one shape, all that is free on a node is a fragment when the shape does not fit there;
 * else what lies on GPUs with less free than the shape needs of each. The mean over the typical
 * shapes, weighted by their frequency, is the node's fragmentation (Weng et al., USENIX ATC 2023).
 */
final class Fragmentation {
  private final TypicalWorkload typical;

  Fragmentation(TypicalWorkload typical) {
    this.typical = typical;
  }

  /** Fragmented thousandths of GPUs on all nodes. */
  double milli(FleetBooks books) {
    long weighted = 0;
    for (FleetBooks.NodeBook node : books.nodes()) {
      for (TypicalWorkload.Entry entry : typical.shapes()) {
        weighted += entry.count() * fragment(node, entry.pod());
      }
    }
    return (double) weighted / typical.total();
  }

  private static long fragment(FleetBooks.NodeBook node, TracePod pod) {
    long free = 0;
    long tooSmall = 0;
    int fitting = 0;
    for (int milli : node.milliFree()) {
      free += milli;
      fitting += milli >= pod.gpuMilli() ? 1 : 0;
      tooSmall += milli >= pod.gpuMilli() ? 0 : milli;
    }
    boolean fits =
        pod.gpuCount() > 0
            && pod.accepts(node.node().gpuModel())
            && node.cpuMilliFree() >= pod.cpuMilli()
            && fitting >= pod.gpuCount();
    return fits ? tooSmall : free;
  }
}
