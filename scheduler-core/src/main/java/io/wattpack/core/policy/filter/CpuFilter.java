package io.wattpack.core.policy.filter;

import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;

/** The node must have the cores free. */
public final class CpuFilter implements NodeFilter {
  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public ReasonCode miss() {
    return ReasonCode.NO_FREE_CPU;
  }

  @Override
  public boolean admits(NodeView node, Shape shape) {
    return node.cpuMilliFree() >= shape.cpuMilli();
  }
}
