package io.wattpack.core.power.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which load is paused and which capped: what is not worth its watts at the prices they have
 * pauses.
 *
 * <p>Choosing is a knapsack, so this is a rule and not the optimum. It starts from everything
 * running, and while somewhere the lowest caps do not fit, a load below that place pauses; or from
 * everything paused, and what fits resumes; by what loads lose for a watt that they free, or as a
 * whole, or for a watt that is needed. After each start loads pause whose watts are worth more to
 * others than what they give up, and single loads and pairs change sides as long as that gains and
 * trials are left. The best of all starts counts.
 */
public final class PauseOrCap {
  /** Above every domain. */
  private static final int EVERYWHERE = -1;

  /** Above what anything is worth, and twice that still fits a long. */
  private static final long PAID_MAX = Long.MAX_VALUE / 2;

  private final DispatchProblem problem;
  private final List<Pausable> loads;
  private final WattDispatch dispatch;
  private final boolean[] isPaused;
  private long lost;
  private int trialsLeft;

  /**
   * @param loads what may be paused; no group is in two, and who is not named is never paused
   */
  public PauseOrCap(DispatchProblem problem, List<Pausable> loads) {
    this.problem = problem;
    this.loads = List.copyOf(loads);
    dispatch = new WattDispatch(problem);
    isPaused = new boolean[loads.size()];
  }

  /**
   * Chooses.
   *
   * @param trials dispatches at most, beyond two for each load that a start takes
   * @return {@link WattDispatch#FITS}, or a domain whose limit cannot be kept though all below it
   *     that may be paused is
   */
  public int solve(int trials) {
    boolean[] best = new boolean[isPaused.length];
    Arrays.fill(best, true);
    long bestValue = Long.MIN_VALUE;
    int tight = restart(best);
    for (int i = 0; tight == WattDispatch.FITS && i < 2 * Ranking.values().length; i++) {
      Ranking ranking = Ranking.values()[i / 2];
      if (i % 2 == 0) {
        pauseUntilAllFits(ranking);
      } else {
        resumeWhatFits(ranking);
      }
      trialsLeft = trials / Ranking.values().length / 2;
      improve();
      if (value() > bestValue) {
        bestValue = value();
        System.arraycopy(isPaused, 0, best, 0, best.length);
      }
    }
    return restart(best);
  }

  /** From everything running. */
  private void pauseUntilAllFits(Ranking ranking) {
    int tight = restart(new boolean[isPaused.length]);
    while (tight != WattDispatch.FITS) {
      tight = set(cheapestBelow(tight, ranking), true);
    }
  }

  /** From everything paused, the dearest first. */
  private void resumeWhatFits(Ranking ranking) {
    boolean[] all = new boolean[isPaused.length];
    Arrays.fill(all, true);
    restart(all);
    for (int load : byRank(ranking)) {
      if (set(load, false) != WattDispatch.FITS) {
        set(load, true);
      }
    }
  }

  /** Loads by what a pause loses, most first. */
  private List<Integer> byRank(Ranking ranking) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < isPaused.length; i++) {
      order.add(i);
    }
    order.sort(
        Comparator.comparingLong(
            (Integer i) -> -rank(ranking, loads.get(i), freedBelow(loads.get(i), EVERYWHERE), 1)));
    return order;
  }

  private long rank(Ranking ranking, Pausable load, long freed, long excess) {
    return ranking.of(leastValue(load) + load.restartLoss(), Math.max(1, freed), excess);
  }

  private int restart(boolean[] pauses) {
    lost = 0;
    for (int i = 0; i < pauses.length; i++) {
      Pausable load = loads.get(i);
      isPaused[i] = pauses[i];
      lost += pauses[i] ? load.restartLoss() : 0;
      for (int group : load.groups()) {
        dispatch.pinLater(group, pauses[i] ? load.pausedWatts() : HeldLoads.FREE);
      }
    }
    return dispatch.solve();
  }

  private void improve() {
    yieldToPrices();
    boolean isMoving = true;
    while (isMoving && trialsLeft > 0) {
      boolean isFlipped = flips();
      isMoving = pairs() || isFlipped;
    }
  }

  /** The running load that comes first below a domain, or -1. */
  private int cheapestBelow(int domain, Ranking ranking) {
    int cheapest = -1;
    long least = Long.MAX_VALUE;
    long excess = dispatch.excess(domain);
    for (int i = 0; i < isPaused.length; i++) {
      long freed = isPaused[i] ? 0 : freedBelow(loads.get(i), domain);
      if (freed > 0) {
        long rank = rank(ranking, loads.get(i), freed, excess);
        if (rank < least) {
          least = rank;
          cheapest = i;
        }
      }
    }
    return cheapest;
  }

  private long freedBelow(Pausable load, int domain) {
    long freed = 0;
    for (int group : load.groups()) {
      if (isBelow(problem.groupDomains()[group], domain)) {
        int wattsMin = problem.kind(group).wattsMin();
        freed += (long) problem.groupCounts()[group] * (wattsMin - load.pausedWatts());
      }
    }
    return freed;
  }

  private boolean isBelow(int domain, int top) {
    int at = domain;
    while (at > top) {
      at = problem.parents()[at];
    }
    return at == top;
  }

  private long leastValue(Pausable load) {
    long value = 0;
    for (int group : load.groups()) {
      LoadKind kind = problem.kind(group);
      value += problem.groupCounts()[group] * kind.value(kind.wattsMin());
    }
    return value;
  }

  /** Pauses what is worth less than its watts, the worst first, as long as that gains. */
  private void yieldToPrices() {
    boolean isMoving = true;
    while (isMoving) {
      int worst = -1;
      long most = 0;
      for (int i = 0; i < isPaused.length; i++) {
        long gain = isPaused[i] ? 0 : gain(loads.get(i));
        if (gain > most) {
          most = gain;
          worst = i;
        }
      }
      isMoving = worst >= 0 && isBetterWith(worst, worst);
    }
  }

  /** What others would pay for the watts of a load, less what it gives up. */
  private long gain(Pausable load) {
    long paid = 0;
    long given = load.restartLoss();
    for (int group : load.groups()) {
      long paused = (long) problem.groupCounts()[group] * load.pausedWatts();
      long price = dispatch.price(problem.groupDomains()[group]);
      paid = Math.min(PAID_MAX, paid + product(price, dispatch.watts(group) - paused));
      given += dispatch.value(group);
    }
    return paid - given;
  }

  /** No more than {@link #PAID_MAX}: a steep curve of great weight sets a price for many watts. */
  private static long product(long price, long watts) {
    return watts > 0 && price > PAID_MAX / watts ? PAID_MAX : price * watts;
  }

  private boolean flips() {
    boolean isMoving = false;
    for (int i = 0; i < isPaused.length && trialsLeft > 0; i++) {
      isMoving |= isBetterWith(i, i);
    }
    return isMoving;
  }

  private boolean pairs() {
    boolean isMoving = false;
    for (int i = 0; i < isPaused.length; i++) {
      for (int j = 0; j < i && trialsLeft > 0; j++) {
        isMoving |= isBetterWith(i, j);
      }
    }
    return isMoving;
  }

  /** Tries two loads, or one if they are the same, on the other side, and keeps what is better. */
  private boolean isBetterWith(int one, int other) {
    trialsLeft--;
    long before = value();
    int tight = turn(one, other);
    boolean isBetter = tight == WattDispatch.FITS && value() > before;
    if (!isBetter) {
      turn(one, other);
    }
    return isBetter;
  }

  /** Who stops goes first, so that there is room for the other. */
  private int turn(int one, int other) {
    int first = isPaused[one] ? other : one;
    int tight = set(first, !isPaused[first]);
    int second = one == other ? -1 : one + other - first;
    return second < 0 ? tight : set(second, !isPaused[second]);
  }

  private int set(int load, boolean pauses) {
    Pausable turned = loads.get(load);
    isPaused[load] = pauses;
    lost += pauses ? turned.restartLoss() : -turned.restartLoss();
    int tight = WattDispatch.FITS;
    for (int group : turned.groups()) {
      tight = pauses ? dispatch.pin(group, turned.pausedWatts()) : dispatch.release(group);
    }
    return tight;
  }

  public boolean isPaused(int load) {
    return isPaused[load];
  }

  /** Caps, with paused loads at what they draw then. */
  public WattDispatch dispatch() {
    return dispatch;
  }

  /** The value of what runs less what restarts lose, in weight times billionths. */
  public long value() {
    return dispatch.value() - lost;
  }

  /** What pauses first where minima do not fit; each leads to another start. */
  private enum Ranking {
    /** The least loss for a watt. */
    PER_WATT {
      @Override
      long of(long loss, long freed, long excess) {
        return loss / freed;
      }
    },
    /** The least loss, however little it frees. */
    WHOLE {
      @Override
      long of(long loss, long freed, long excess) {
        return loss;
      }
    },
    /** The least loss for a watt that is needed: what one load frees beyond that counts nothing. */
    PER_WATT_NEEDED {
      @Override
      long of(long loss, long freed, long excess) {
        return loss / Math.min(freed, excess);
      }
    };

    abstract long of(long loss, long freed, long excess);
  }

  /**
   * A load that runs or pauses as a whole.
   *
   * @param groups numbers of its groups
   * @param pausedWatts of each of its devices; below the lowest cap
   * @param restartLoss what a pause costs beyond what is not done meanwhile, in weight times
   *     billionths
   */
  public record Pausable(List<Integer> groups, int pausedWatts, long restartLoss) {
    public Pausable {
      groups = List.copyOf(groups);
    }
  }
}
