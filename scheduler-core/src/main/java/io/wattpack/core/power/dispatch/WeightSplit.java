package io.wattpack.core.power.dispatch;

import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.power.dispatch.JointDispatch.Gang;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of gangs, split over their parts. All weights are scaled up as far as they go, so
 * that a split in whole numbers is fine enough.
 */
final class WeightSplit {
  /** So that the product of two is a long. */
  private static final long WEIGHT_MAX = Integer.MAX_VALUE;

  /** After so many rounds, and again so many, the split moves less, so that it comes to rest. */
  private static final int CALM = 5;

  private final DispatchProblem problem;
  private final List<Gang> gangs;
  private final long scale;

  /** Of each group: the weight of all its devices, scaled. */
  private final long[] weights;

  WeightSplit(DispatchProblem problem, List<Gang> gangs) {
    this.problem = problem;
    this.gangs = gangs;
    scale = scale();
    weights = new long[problem.groups()];
    for (int g = 0; g < weights.length; g++) {
      weights[g] = scale * problem.weightOf(g);
    }
  }

  private long scale() {
    long all = 1;
    for (int g = 0; g < problem.groups(); g++) {
      all += problem.weightOf(g);
    }
    // Half of what fits: each device of a part may round its weight up by one.
    long most = DispatchProblem.WEIGHT_MAX / 2 / all;
    for (LoadKind kind : problem.kinds()) {
      most = Math.min(most, WEIGHT_MAX / kind.weight());
    }
    for (Gang gang : gangs) {
      most = Math.min(most, WEIGHT_MAX / 2 / Math.max(1, total(gang)));
    }
    return Math.max(1, most);
  }

  private long total(Gang gang) {
    return gang.groups().stream().mapToLong(problem::weightOf).sum();
  }

  /** A value of the split problem in the unit of the original one, rounded up. */
  long original(long value) {
    return Math.ceilDiv(value, scale);
  }

  /** The problem in which every part stands for itself; its weights round up, so it is a bound. */
  DispatchProblem problem() {
    List<LoadKind> kinds = new ArrayList<>();
    for (LoadKind kind : problem.kinds()) {
      kinds.add(kind.withWeight(Math.toIntExact(scale * kind.weight())));
    }
    int[] groupKinds = problem.groupKinds().clone();
    for (Gang gang : gangs) {
      for (int group : gang.groups()) {
        long weight = Math.ceilDiv(weights[group], (long) problem.groupCounts()[group]);
        groupKinds[group] = kinds.size();
        kinds.add(problem.kind(group).withWeight(Math.toIntExact(weight)));
      }
    }
    return problem.with(kinds, groupKinds);
  }

  /**
   * Splits anew: half way (in the geometric mean) to what the watts of each part cost, and on from
   * the parts that run ahead to those that lag behind; less of both in later rounds.
   */
  void towards(WattDispatch apart, int round) {
    int calm = 1 + round / CALM;
    for (Gang gang : gangs) {
      long[] costs = costs(gang, apart);
      long all = 0;
      for (long cost : costs) {
        all += cost;
      }
      if (all > 0) {
        move(gang, costs, all, behind(gang, apart), calm);
      }
    }
  }

  private void move(Gang gang, long[] costs, long all, long[] behind, int calm) {
    long total = scale * total(gang);
    long[] moved = new long[costs.length];
    long sum = 0;
    for (int k = 0; k < costs.length; k++) {
      long weight = weights[gang.groups().get(k)];
      long halfWay = root(weight * (total * costs[k] / all));
      long near = (halfWay + (calm - 1) * weight) / calm;
      moved[k] = Math.max(1, near + near * behind[k] / PowerCurve.WHOLE / calm);
      sum += moved[k];
    }
    for (int k = 0; k < costs.length; k++) {
      weights[gang.groups().get(k)] = Math.max(1, Math.ceilDiv(moved[k] * total, sum));
    }
  }

  /** By how much each part is slower than their mean, in billionths. */
  private long[] behind(Gang gang, WattDispatch apart) {
    long[] behind = new long[gang.groups().size()];
    long mean = 0;
    for (int k = 0; k < behind.length; k++) {
      int group = gang.groups().get(k);
      behind[k] = -problem.kind(group).curve().throughput(apart.cap(group, 0));
      mean -= behind[k] / behind.length;
    }
    for (int k = 0; k < behind.length; k++) {
      behind[k] += mean;
    }
    return behind;
  }

  /** Price times watts of each part, in a unit in which their sum is an int. */
  private long[] costs(Gang gang, WattDispatch apart) {
    int parts = gang.groups().size();
    long[] costs = new long[parts];
    long most = 0;
    for (int k = 0; k < parts; k++) {
      most = Math.max(most, apart.price(problem.groupDomains()[gang.groups().get(k)]));
    }
    long watts = 1;
    for (int group : gang.groups()) {
      watts += wattsMax(group);
    }
    long unit = Math.max(1, Math.ceilDiv(most, Math.max(1, WEIGHT_MAX / watts)));
    for (int k = 0; k < parts; k++) {
      int group = gang.groups().get(k);
      costs[k] = apart.price(problem.groupDomains()[group]) / unit * wattsMax(group);
    }
    return costs;
  }

  private long wattsMax(int group) {
    return (long) problem.groupCounts()[group] * problem.kind(group).wattsMax();
  }

  /** The whole root, by Newton from above. */
  static long root(long square) {
    if (square < 2) {
      return square;
    }
    long root = 1L << ((65 - Long.numberOfLeadingZeros(square)) / 2);
    while (root > square / root) {
      root = (root + square / root) / 2;
    }
    return root;
  }
}
