package io.wattpack.core.policy.filter;

import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Room;
import io.wattpack.core.policy.Shape;

/** GPUs that must be joined by NVLink must be free in one group. */
public final class LinkedGpuFilter implements NodeFilter {
  @Override
  public String name() {
    return "linked-gpu";
  }

  @Override
  public ReasonCode miss() {
    return ReasonCode.NO_LINKED_GPUS;
  }

  @Override
  public boolean admits(NodeView node, Shape shape) {
    return !shape.isLinked()
        || shape.gpuCount() == 0
        || Room.linkedGroup(node, shape, Room.Usable.ANY) >= 0;
  }
}
