package io.wattpack.core.policy.filter;

import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.policy.Verdict;

/** Whole GPUs: as many must be free; a share: one GPU must have the thousandths and the memory. */
public final class FreeGpuFilter implements NodeFilter {
  private static final Verdict BOOKED = Verdict.notNow(Reason.of(ReasonCode.NO_FREE_GPU));

  @Override
  public String name() {
    return "free-gpu";
  }

  @Override
  public Verdict check(NodeView node, Shape asked) {
    boolean fits = asked.isWhole() ? node.gpusFree() >= asked.gpuCount() : hasRoom(node, asked);
    return fits ? Verdict.fits() : BOOKED;
  }

  private static boolean hasRoom(NodeView node, Shape asked) {
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      if (node.milliFree(slot) >= asked.shareMilli() && node.memoryFree(slot) >= asked.memory()) {
        return true;
      }
    }
    return false;
  }
}
