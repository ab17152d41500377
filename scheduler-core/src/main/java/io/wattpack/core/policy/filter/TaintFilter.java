package io.wattpack.core.policy.filter;

import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Room;
import io.wattpack.core.policy.Shape;

/** What has room must not be tainted, unless the work tolerates it. */
public final class TaintFilter implements NodeFilter {
  @Override
  public String name() {
    return "taint";
  }

  @Override
  public ReasonCode miss() {
    return ReasonCode.TAINTED;
  }

  @Override
  public boolean admits(NodeView node, Shape shape) {
    return Room.has(node, shape, Room.Usable.TOLERATED);
  }
}
