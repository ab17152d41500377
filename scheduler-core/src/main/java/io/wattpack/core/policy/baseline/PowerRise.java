package io.wattpack.core.policy.baseline;

import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Room;
import io.wattpack.core.policy.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The less a placement adds to the modelled watts of the node, the better. A GPU draws its peak
 * once anything is booked on it, a processor package once one of its cores is; two threads are a
 * core.
 */
final class PowerRise implements NodeScorer {
  private static final int CORE_MILLI = 2000;

  @Override
  public String name() {
    return "pwr";
  }

  @Override
  public int score(NodeView node, Shape shape, int slot) {
    return (int) -(gpuWatts(node, shape, slot) + cpuWatts(node, shape));
  }

  /** The score with the GPU that is best for it. */
  int scoreBest(NodeView node, Shape shape, int slot) {
    int best = score(node, shape, slot);
    for (int other = 0; shape.isShare() && other < node.gpuCount(); other++) {
      if (Room.takes(node, shape, other, Room.Usable.OPEN)) {
        best = Math.max(best, score(node, shape, other));
      }
    }
    return best;
  }

  @Override
  public boolean choosesGpu() {
    return true;
  }

  private static long gpuWatts(NodeView node, Shape shape, int slot) {
    Booking booking = Booking.at(node, shape, slot);
    int woken = 0;
    for (int at = 0; at < node.gpuCount(); at++) {
      woken += booking.takes(at) && Booking.isFree(node, at) ? 1 : 0;
    }
    return woken * (node.gpuPeakWatts() - node.gpuIdleWatts());
  }

  private static long cpuWatts(NodeView node, Shape shape) {
    @Nullable CpuPackage cpu = node.cpuPackage();
    if (cpu == null || node.cpuMilli() == NodeView.NOT_COUNTED) {
      return 0;
    }
    long before = packagesActive(node, cpu, node.cpuMilliFree());
    long after = packagesActive(node, cpu, node.cpuMilliFree() - shape.cpuMilli());
    return (after - before) * (cpu.full().value() - cpu.idle().value());
  }

  private static long packagesActive(NodeView node, CpuPackage cpu, long cpuMilliFree) {
    long cores = Math.ceilDiv(node.cpuMilli(), CORE_MILLI) - cpuMilliFree / CORE_MILLI;
    return Math.ceilDiv(cores, Math.max(1, cpu.threads() / 2));
  }
}
