package io.wattpack.core.preemption;

import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.state.Spans;
import io.wattpack.core.state.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The merit order of miner groups: joules per terahash, then the wear of a start, then id. */
public final class MinerOrder {
  private MinerOrder() {}

  /**
   * Groups under the domain or in the region that draw and can be ordered off: those that have not
   * run for their least time last, and of equally efficient ones first those whose next start costs
   * least.
   */
  public static List<Integer> leastEfficientFirst(State state, int domain) {
    return leastEfficientFirst(state, domain, state.now());
  }

  /** The same without those whose watts the loss of a unit of the domain would take. */
  public static List<Integer> outsideBand(State state, int domain) {
    return leastEfficientFirst(state, domain).stream()
        .filter(miner -> !state.miners().mayFillBand(miner, domain))
        .toList();
  }

  /**
   * The order of that moment. What must go for a known cap is judged by the moment of the cap: an
   * order that changed on the way there would ask for what is too late by then.
   */
  static List<Integer> leastEfficientFirst(State state, int domain, long at) {
    List<Integer> found = new ArrayList<>();
    Spans spans = state.topology().spans();
    int end = state.topology().minerFirst(spans.end(domain));
    int first = state.topology().minerFirst(spans.first(domain));
    for (int miner = first; miner < end; miner++) {
      if (state.miners().canYield(miner)) {
        found.add(miner);
      }
    }
    found.sort(byCost(state, at));
    return found;
  }

  private static Comparator<Integer> byCost(State state, long at) {
    return Comparator.comparingInt((Integer miner) -> state.miners().isWarm(miner, at) ? 0 : 1)
        .thenComparingInt(miner -> -group(state, miner).millijoulesPerTerahash())
        .thenComparingLong(miner -> group(state, miner).wearMicrosPerKilowatt())
        .thenComparing(miner -> group(state, miner).id(), Comparator.reverseOrder());
  }

  /** The most efficient group first, of equal ones that whose start costs least. */
  public static Comparator<Integer> byMerit(State state) {
    return Comparator.comparingInt((Integer miner) -> group(state, miner).millijoulesPerTerahash())
        .thenComparingLong(miner -> group(state, miner).wearMicrosPerKilowatt())
        .thenComparing(miner -> group(state, miner).id());
  }

  private static MinerGroup group(State state, int miner) {
    return state.topology().miner(miner);
  }
}
