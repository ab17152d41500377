package io.wattpack.core.preemption;

import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.state.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The merit order of miner groups: joules per terahash, then id. */
public final class MinerOrder {
  private MinerOrder() {}

  /** Groups under the domain that draw and can be ordered off. */
  public static List<Integer> leastEfficientFirst(State state, int domain) {
    List<Integer> found = new ArrayList<>();
    int end = state.topology().minerFirst(state.topology().subtreeEnd(domain));
    for (int miner = state.topology().minerFirst(domain); miner < end; miner++) {
      if (state.miners().canYield(miner)) {
        found.add(miner);
      }
    }
    found.sort(byMerit(state).reversed());
    return found;
  }

  /** The most efficient group first. */
  public static Comparator<Integer> byMerit(State state) {
    return Comparator.comparingInt(
            (Integer miner) -> state.topology().miner(miner).millijoulesPerTerahash())
        .thenComparing(miner -> group(state, miner).id());
  }

  private static MinerGroup group(State state, int miner) {
    return state.topology().miner(miner);
  }
}
