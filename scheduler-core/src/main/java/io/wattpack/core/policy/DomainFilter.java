package io.wattpack.core.policy;

/** Rules out a power domain with all below it; asked once per domain and amount on the way down. */
public interface DomainFilter {
  String name();

  /** Whether the subtree may rise by {@code askedWatts}, which may be 0. */
  Verdict check(DomainView domain, long askedWatts);
}
