package io.wattpack.core.policy.filter;

import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.policy.Verdict;

/** The node must have GPUs of the model asked for, and as many. */
public final class GpuModelFilter implements NodeFilter {
  private static final Verdict OTHER = Verdict.never(Reason.of(ReasonCode.NO_COMPATIBLE_GPU));

  @Override
  public String name() {
    return "gpu-model";
  }

  @Override
  public Verdict check(NodeView node, Shape asked) {
    boolean isRight = node.gpuModel() == asked.gpuModel() && node.gpuCount() >= asked.gpuCount();
    return isRight ? Verdict.fits() : OTHER;
  }
}
