package io.wattpack.core.power.dispatch;

import io.wattpack.core.power.PowerCurve;
import java.util.List;

/**
 * Caps when some jobs have parts at several places that wait for each other: all parts of a gang
 * run at the throughput of the slowest, so watts that one part has beyond that are wasted.
 *
 * <p>A gang worth W at the common throughput is worth as much as its parts are by themselves when W
 * is split rightly over them: more weight to the part whose watts are dear. For any split the sum
 * is an upper bound of the joint optimum, and from any split follows a valid dispatch: every part
 * is levelled down to the slowest and the rest dispatched around them. So each round splits anew
 * (see {@link WeightSplit}), and the best of the valid dispatches is kept, until it is as good as
 * the bound or the rounds are spent. Since the pieces of curves are straight, parts jump where
 * prices hardly move; so the mean of the watts of all rounds, which also keeps every limit, is
 * tried as well, and at the end gangs are moved a little by themselves and for each other.
 */
public final class JointDispatch {
  /** Rounds after which little more is found. */
  public static final int ROUNDS = 60;

  /** Steps of throughput by which gangs are moved at the end, in billionths. */
  private static final int STEP_MAX = 64_000_000;

  private static final int STEP_MIN = 500_000;
  private static final int SWEEPS = 3;
  private static final int STEPS = 4;

  /** So many gangs are moved for each other; with more the trials would take too long. */
  private static final int PAIRED_MAX = 8;

  private final DispatchProblem problem;
  private final List<Gang> gangs;
  private final WeightSplit split;
  private final WattDispatch best;
  private final long[] watts;
  private long bestValue = -1;
  private long bound = Long.MAX_VALUE;

  /**
   * @param gangs groups whose devices run at one throughput; no group is in two, none is empty
   */
  public JointDispatch(DispatchProblem problem, List<Gang> gangs) {
    this.problem = problem;
    this.gangs = List.copyOf(gangs);
    split = new WeightSplit(problem, this.gangs);
    best = new WattDispatch(problem);
    watts = new long[problem.groups()];
  }

  /**
   * Finds caps.
   *
   * @param rounds at most; each costs three dispatches
   * @return as {@link WattDispatch#solve}
   */
  public int solve(int rounds) {
    int tight = best.solve();
    if (tight != WattDispatch.FITS || gangs.isEmpty()) {
      bestValue = tight == WattDispatch.FITS ? best.value() : -1;
      return tight;
    }
    long[] throughputs = new long[gangs.size()];
    for (int round = 1; round <= rounds && !isGood(); round++) {
      WattDispatch apart = new WattDispatch(split.problem());
      apart.solve();
      bound = Math.min(bound, split.original(apart.value()));
      for (int g = 0; g < watts.length; g++) {
        watts[g] += apart.watts(g);
      }
      improve(levelled(apart, 1), throughputs);
      improve(levelled(apart, round), throughputs);
      split.towards(apart, round);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int step = STEP_MAX; step >= STEP_MIN && !isGood(); step /= 2) {
        polish(throughputs, step);
      }
    }
    apply(throughputs);
    return WattDispatch.FITS;
  }

  /** Moves one gang after the other by a step, and then one for another, as long as that gains. */
  private void polish(long[] throughputs, int step) {
    int last = Math.min(throughputs.length, PAIRED_MAX);
    for (int i = 0; i < throughputs.length; i++) {
      climb(throughputs, i, step, i, 0);
      climb(throughputs, i, -step, i, 0);
      for (int j = 0; i < last && j < last; j++) {
        for (int part = step / 4; i != j && part <= 4 * step; part *= 2) {
          climb(throughputs, i, step, j, -part);
        }
      }
    }
  }

  /** Moves two gangs together, or one if it is the same, as long as that gains. */
  private void climb(long[] throughputs, int one, int step, int other, int otherStep) {
    boolean isBetter = true;
    for (int again = 0; isBetter && again < STEPS; again++) {
      long[] tried = throughputs.clone();
      tried[one] = within(tried[one] + step);
      tried[other] = within(tried[other] + otherStep);
      isBetter = !isGood() && improve(tried, throughputs);
    }
  }

  private static long within(long throughput) {
    return Math.clamp(throughput, 0, PowerCurve.WHOLE);
  }

  /** Within a ten-thousandth of what no dispatch can exceed. */
  private boolean isGood() {
    return bestValue >= bound - bound / 10_000;
  }

  /** The throughput of each gang's slowest part, in one round or in the mean of all so far. */
  private long[] levelled(WattDispatch apart, int rounds) {
    long[] throughputs = new long[gangs.size()];
    for (int j = 0; j < throughputs.length; j++) {
      throughputs[j] = Long.MAX_VALUE;
      for (int group : gangs.get(j).groups()) {
        long sum = rounds == 1 ? apart.watts(group) : watts[group];
        long cap = sum / rounds / problem.groupCounts()[group];
        long throughput = problem.kind(group).curve().throughput((int) cap);
        throughputs[j] = Math.min(throughputs[j], throughput);
      }
    }
    return throughputs;
  }

  private boolean improve(long[] tried, long[] kept) {
    boolean isBetter = apply(tried) == WattDispatch.FITS && best.value() > bestValue;
    if (isBetter) {
      bestValue = best.value();
      System.arraycopy(tried, 0, kept, 0, kept.length);
    }
    return isBetter;
  }

  /** Every part gets just the cap that it needs; the others share what is left. */
  private int apply(long[] throughputs) {
    for (int j = 0; j < throughputs.length; j++) {
      for (int group : gangs.get(j).groups()) {
        LoadKind kind = problem.kind(group);
        int cap = kind.curve().wattsFor(throughputs[j]);
        best.pinLater(group, Math.clamp(cap, kind.wattsMin(), kind.wattsMax()));
      }
    }
    return best.solve();
  }

  /** The dispatch, in which the parts of gangs are pinned at their caps. */
  public WattDispatch dispatch() {
    return best;
  }

  /** The value of it, in weight times billionths of the uncapped rate. */
  public long value() {
    return bestValue;
  }

  /** A value that no dispatch can exceed, found with it. */
  public long bound() {
    return bound;
  }

  /**
   * Groups of devices that run at one throughput, that of the slowest.
   *
   * @param groups numbers of groups
   */
  public record Gang(List<Integer> groups) {
    public Gang {
      groups = List.copyOf(groups);
    }
  }
}
