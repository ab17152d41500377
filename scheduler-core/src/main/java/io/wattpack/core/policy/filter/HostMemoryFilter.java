package io.wattpack.core.policy.filter;

import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;

/** The node must have the main memory free. */
public final class HostMemoryFilter implements NodeFilter {
  @Override
  public String name() {
    return "host-memory";
  }

  @Override
  public ReasonCode miss() {
    return ReasonCode.NO_FREE_MEMORY;
  }

  @Override
  public boolean admits(NodeView node, Shape shape) {
    return node.hostMemoryFree() >= shape.hostMemory();
  }
}
