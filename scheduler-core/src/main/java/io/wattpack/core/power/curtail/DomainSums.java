package io.wattpack.core.power.curtail;

import io.wattpack.core.power.dispatch.DomainTree;
import java.util.Arrays;

/** What actions free at and below each domain, and when. */
final class DomainSums {
  private final DomainTree tree;
  private final Parts parts;
  private final long[] excess;
  private final long[] doneMillis;
  private long[] freed;
  private long[] freedInTime;

  DomainSums(CurtailProblem problem, DomainTree tree, Parts parts) {
    this.tree = tree;
    this.parts = parts;
    excess = new long[tree.size()];
    Arrays.setAll(excess, problem::excess);
    doneMillis = new long[tree.size()];
    freed = new long[tree.size()];
    freedInTime = freed;
  }

  /**
   * Adds a round.
   *
   * @param freedPerDevice of each owner
   * @param millis of each owner that frees anything
   */
  void add(int[] freedPerDevice, long[] millis) {
    long[] below = new long[tree.size()];
    for (int o = 0; o < freedPerDevice.length; o++) {
      for (int p = parts.first(o); p < parts.end(o) && freedPerDevice[o] > 0; p++) {
        int v = parts.domain(p);
        below[v] += (long) parts.devices(p) * freedPerDevice[o];
        doneMillis[v] = Math.max(doneMillis[v], millis[o]);
      }
    }
    tree.sumUp(below);
    freed = freed.clone();
    Arrays.setAll(freed, v -> freed[v] + below[v]);
    raiseDone();
  }

  private void raiseDone() {
    for (int v = tree.size() - 1; v >= 0; v--) {
      int above = tree.parent(v);
      if (above >= 0) {
        doneMillis[above] = Math.max(doneMillis[above], doneMillis[v]);
      }
    }
  }

  /** What has been added is what is done by the deadline. */
  void reachDeadline() {
    freedInTime = freed;
  }

  long excess(int domain) {
    return excess[domain];
  }

  long freed(int domain) {
    return freed[domain];
  }

  long freedInTime(int domain) {
    return freedInTime[domain];
  }

  long doneMillis(int domain) {
    return doneMillis[domain];
  }

  /** Watts above its limit that a domain still has; negative is room. */
  long left(int domain) {
    return excess[domain] - freed[domain];
  }

  boolean isAnyLeft() {
    boolean isAny = false;
    for (int v = 0; v < excess.length; v++) {
      isAny |= left(v) > 0;
    }
    return isAny;
  }

  /** Whether a load has a part below a domain that is still above its limit. */
  boolean isAnyLeftAbove(int owner) {
    boolean isAny = false;
    for (int p = parts.first(owner); p < parts.end(owner); p++) {
      for (int v = parts.domain(p); v >= 0; v = tree.parent(v)) {
        isAny |= left(v) > 0;
      }
    }
    return isAny;
  }
}
