package io.wattpack.core.learn;

import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.policy.NodeView;

/** Watts of a played fleet by its data sheets, in millionths of what it draws when full. */
final class FleetWatts {
  private static final long MILLIONTHS = 1_000_000;
  private static final int TWO_THREADS = 2000;

  private FleetWatts() {}

  static long millionths(FleetSketch fleet, PlayedFleet played) {
    long drawn = 0;
    long full = 0;
    for (int node = 0; node < played.nodes; node++) {
      NodeKind kind = fleet.kind(played.kindOf[node]);
      long idle = played.gpusFree[node];
      drawn += idle * kind.gpuIdleWatts() + (kind.gpuCount() - idle) * kind.gpuPeakWatts();
      drawn += cpu(kind, played.cpuFree[node]);
      full += kind.gpuCount() * kind.gpuPeakWatts() + cpu(kind, 0);
    }
    return drawn * MILLIONTHS / Math.max(1, full);
  }

  private static long cpu(NodeKind kind, long cpuFree) {
    CpuPackage sheet = kind.cpuPackage();
    if (sheet == null || kind.cpuMilli() == NodeView.NOT_COUNTED) {
      return 0;
    }
    long cores = Math.ceilDiv(kind.cpuMilli(), TWO_THREADS);
    int each = Math.max(1, sheet.threads() / 2);
    long packages = Math.ceilDiv(cores, each);
    long active = Math.ceilDiv(cores - cpuFree / TWO_THREADS, each);
    return sheet.idle().value() * (packages - active) + sheet.full().value() * active;
  }
}
