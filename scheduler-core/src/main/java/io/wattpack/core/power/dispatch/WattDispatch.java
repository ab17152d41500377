package io.wattpack.core.power.dispatch;

/**
 * Caps of the most value under a tree of limits, kept up to date as limits change.
 *
 * <p>Each watt goes to the piece of a curve that is worth most and still fits under every limit
 * above it. The limits are nested and the curves concave, so this is the optimum, and because
 * limits and corners are whole watts it is one of whole watts (greedy over a polymatroid;
 * Federgruen and Groenevelt 1986).
 *
 * <p>It is found from prices: at one price every device knows its cap. A domain is full on its own
 * account when, at the price around it, what hangs there would take more than its limit; it then
 * has a price of its own, the least level at which what is worth more fits. Prices are found from
 * the top down, each by a search that asks the subtree at a few levels. What is left at the very
 * price goes out in the order of domains and groups, and evenly over the devices of a group. So
 * caps depend on the problem alone, not on the way to it.
 *
 * <p>A change climbs to the nearest domain above with a price of its own, and on, as long as what
 * is passed on at the price there, or at the next level below it, is not what it was. It must not
 * stop at a domain because its price and watts look unchanged: one without a price of its own
 * passes on another demand although nothing in it moved. From where the climb ends prices are set
 * anew, but only where the price around or the watts that come down differ.
 *
 * <p>Not for two threads at once.
 */
public final class WattDispatch {
  /** Everything fits. */
  public static final int FITS = -1;

  private final DispatchProblem problem;
  private final DispatchTree tree;
  private final PriceLevels levels;
  private final HeldLoads loads;
  private final Demand demand;
  private final Settling settling;
  private boolean isSettled;

  public WattDispatch(DispatchProblem problem) {
    this.problem = problem;
    tree = new DispatchTree(problem);
    levels = new PriceLevels(problem.kinds());
    loads = new HeldLoads(problem, tree);
    demand = new Demand(problem, tree, loads, levels);
    settling = new Settling(tree, loads, demand, levels.count(), problem.groups());
  }

  /**
   * Sets every cap anew.
   *
   * @return {@link #FITS}, or a domain whose limit is below the minima of what hangs there, while
   *     everything below it fits: something there must be paused, and no cap is known until then
   */
  public int solve() {
    int tight = loads.tight(FITS);
    isSettled = tight == FITS;
    for (int root = 0; isSettled && root < tree.size(); root = tree.end(root)) {
      settling.settleTree(root, Settling.EVERYWHERE);
    }
    return tight;
  }

  /**
   * Gives a domain another limit, in watts. The caps are those that {@link #solve} would come to.
   *
   * @return as {@link #solve}
   */
  public int changeLimit(int domain, long limit) {
    return change(domain, () -> loads.setLimit(domain, limit));
  }

  /**
   * Takes a group out of the dispatch: each of its devices draws so many watts, and counts as worth
   * what its curve gives at them, until it is {@link #release released}.
   *
   * @return as {@link #solve}
   */
  public int pin(int group, int watts) {
    return change(problem.groupDomains()[group], () -> loads.setPin(group, watts));
  }

  /**
   * Gives a pinned group back to the dispatch.
   *
   * @return as {@link #solve}
   */
  public int release(int group) {
    return pin(group, HeldLoads.FREE);
  }

  /** Watts by which the minima of a domain are above its limit; negative if they fit. */
  long excess(int domain) {
    return loads.minimum(domain) - loads.limit(domain);
  }

  /** As {@link #pin}, but nothing is settled before the next {@link #solve}. */
  public void pinLater(int group, int watts) {
    loads.setPin(group, watts);
    isSettled = false;
  }

  /** As {@link #release}, but nothing is settled before the next {@link #solve}. */
  public void releaseLater(int group) {
    pinLater(group, HeldLoads.FREE);
  }

  private int change(int domain, Runnable change) {
    if (!isSettled) {
      change.run();
      return solve();
    }
    int around = settling.levelAround(domain);
    demand.ask(domain, around);
    long low = demand.lowPassed(domain);
    long high = demand.highPassed(domain);
    change.run();
    int tight = loads.tightFrom(domain, FITS);
    isSettled = tight == FITS;
    if (isSettled) {
      demand.ask(domain, around);
      climb(domain, low, high);
    }
    return tight;
  }

  /** From the domain that changed, which passed on so much before. */
  private void climb(int changed, long low, long high) {
    int top = changed;
    boolean isSame = demand.lowPassed(top) == low && demand.highPassed(top) == high;
    while (!isSame) {
      top = settling.pricedAbove(top);
      if (top < 0) {
        settling.settleTree(tree.root(changed), changed);
        return;
      }
      demand.ask(top, settling.levelAround(top));
      // It was full: at the price around it, and at any below, it passed on its limit.
      isSame = demand.lowPassed(top) == loads.limit(top);
    }
    // A domain that was full may have been offered less than it now takes: its limit is both.
    long watts = settling.isPriced(top) ? loads.limit(top) : settling.granted(top);
    settling.settle(top, settling.levelAround(top), watts, changed);
  }

  /** Watts of all devices of a group. */
  public long watts(int group) {
    return settling.watts(group);
  }

  /** The cap of one device of a group, from 0; the first ones have the odd watts. */
  public int cap(int group, int device) {
    int count = problem.groupCounts()[group];
    long watts = watts(group);
    return (int) (watts / count + (device < watts % count ? 1 : 0));
  }

  /** Watts of everything at and below a domain. */
  public long granted(int domain) {
    return settling.granted(domain);
  }

  /**
   * What one more watt would be worth at a domain, in weight times billionths; 0 where it is free.
   */
  public long price(int domain) {
    return levels.price(settling.level(domain));
  }

  /** The value of all caps, in weight times billionths of the uncapped rate. */
  public long value() {
    long value = 0;
    for (int g = 0; g < problem.groups(); g++) {
      value += value(g);
    }
    return value;
  }

  /** The value of a group. */
  public long value(int group) {
    int count = problem.groupCounts()[group];
    if (count == 0) {
      return 0;
    }
    LoadKind kind = problem.kinds().get(problem.groupKinds()[group]);
    int odd = (int) (watts(group) % count);
    int cap = (int) (watts(group) / count);
    return odd * kind.value(cap + 1) + (count - odd) * kind.value(cap);
  }
}
