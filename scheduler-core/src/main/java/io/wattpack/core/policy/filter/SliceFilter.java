package io.wattpack.core.policy.filter;

import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Room;
import io.wattpack.core.policy.Shape;

/** One GPU must have a legal place left for the hardware slice. */
public final class SliceFilter implements NodeFilter {
  @Override
  public String name() {
    return "slice";
  }

  @Override
  public ReasonCode miss() {
    return ReasonCode.NO_FREE_SLICE;
  }

  @Override
  public boolean admits(NodeView node, Shape shape) {
    return shape.mig() == Shape.NO_MIG || Room.has(node, shape, Room.Usable.ANY);
  }
}
