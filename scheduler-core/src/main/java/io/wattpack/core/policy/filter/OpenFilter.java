package io.wattpack.core.policy.filter;

import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Room;
import io.wattpack.core.policy.Shape;

/** What has room must not be closed. */
public final class OpenFilter implements NodeFilter {
  @Override
  public String name() {
    return "open";
  }

  @Override
  public ReasonCode miss() {
    return ReasonCode.CORDONED;
  }

  @Override
  public boolean admits(NodeView node, Shape shape) {
    return Room.has(node, shape, Room.Usable.OPEN);
  }
}
