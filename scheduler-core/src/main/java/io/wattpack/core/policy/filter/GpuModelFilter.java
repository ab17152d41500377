package io.wattpack.core.policy.filter;

import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;

/** The node must have GPUs of the model asked for, and as many. */
public final class GpuModelFilter implements NodeFilter {
  @Override
  public String name() {
    return "gpu-model";
  }

  @Override
  public ReasonCode miss() {
    return ReasonCode.NO_COMPATIBLE_GPU;
  }

  @Override
  public boolean admits(NodeView node, Shape shape) {
    return node.gpuModel() == shape.gpuModel() && node.gpuCount() >= shape.gpuCount();
  }
}
