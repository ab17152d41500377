package io.wattpack.core.policy;

/** One term of the comparison of parts of the power tree; it comes before every node's term. */
public interface DomainScorer {
  String name();

  long cost(DomainView domain);
}
