package io.wattpack.core.policy;

/** Rules nodes out by their own state. */
public interface NodeFilter {
  String name();

  Verdict check(NodeView node, Shape asked);
}
