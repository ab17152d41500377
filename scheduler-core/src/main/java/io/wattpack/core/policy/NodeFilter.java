package io.wattpack.core.policy;

import io.wattpack.core.plan.ReasonCode;

/**
 * Rules nodes out by their own state. Filters stand in one order, and a node is ruled out by the
 * first: so what a booking takes away moves a node from a later filter to an earlier one, never
 * back.
 */
public interface NodeFilter {
  String name();

  /** What to say of work that every node lacks this for. */
  ReasonCode miss();

  boolean admits(NodeView node, Shape shape);
}
