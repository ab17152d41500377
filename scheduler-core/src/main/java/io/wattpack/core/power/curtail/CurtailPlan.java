package io.wattpack.core.power.curtail;

import java.util.List;

/** What is done, and what comes of it at every domain. */
public final class CurtailPlan {
  private final List<CurtailAction> actions;
  private final int inTime;
  private final DomainSums sums;
  private final long cost;

  CurtailPlan(List<CurtailAction> actions, int inTime, DomainSums sums) {
    this.actions = List.copyOf(actions);
    this.inTime = inTime;
    this.sums = sums;
    cost = actions.stream().mapToLong(CurtailAction::cost).sum();
  }

  /**
   * All actions: first those that are done by the deadline, then those that are not; in both the
   * least value lost for a watt first. A load that is not done in time with all it could give fast
   * may appear in both.
   */
  public List<CurtailAction> actions() {
    return actions;
  }

  /** How many of them, from the first, are done by the deadline. */
  public int inTime() {
    return inTime;
  }

  /** Value lost by all actions over the fall, in millionths of the unit of weights. */
  public long cost() {
    return cost;
  }

  /** Watts that all actions free at and below a domain. */
  public long freed(int domain) {
    return sums.freed(domain);
  }

  /** The part of it that is free by the deadline. */
  public long freedInTime(int domain) {
    return sums.freedInTime(domain);
  }

  /** When the last action below a domain is done, from now; 0 if there is none. */
  public long doneMillis(int domain) {
    return sums.doneMillis(domain);
  }

  /** Watts above the limit of a domain that nothing could shed. */
  public long breach(int domain) {
    return Math.max(0, sums.excess(domain) - freed(domain));
  }

  /** Watts above its limit at the deadline. */
  public long breachAtDeadline(int domain) {
    return Math.max(0, sums.excess(domain) - freedInTime(domain));
  }
}
