package io.wattpack.core.power.curtail;

import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.power.PowerCurve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that can be done to a device in one round, or to a miner group: run at a cap between two
 * bounds (mode 0), or one of the other options (modes from 1), each of which draws less and costs
 * more than the one before.
 */
final class Choice {
  /** Of miners; the tiers are above, the most valuable last. */
  static final int RANK_MINERS = 0;

  static final int RANKS = 4;

  private final int rank;
  private final int weight;
  private final @Nullable CurtailKind kind;
  private final @Nullable PowerCurve metered;
  private final int least;
  private final int most;
  private final List<Option> options;
  private final List<Option> offs;

  private Choice(
      int rank,
      int weight,
      @Nullable CurtailKind kind,
      @Nullable PowerCurve metered,
      int least,
      int most,
      List<Option> options) {
    this.rank = rank;
    this.weight = weight;
    this.kind = kind;
    this.metered = metered;
    this.least = least;
    this.most = most;
    this.options = options;
    offs = useful(options, least);
  }

  /** Of a running load as it is now, with all options of any speed. */
  static Choice of(CurtailKind kind, PowerCurve metered, List<Option> options) {
    int now = kind.metered(kind.wattsNow());
    int least = kind.capMillis() == CurtailKind.NEVER ? now : kind.metered(kind.wattsMin());
    return new Choice(rank(kind.tier()), kind.weight(), kind, metered, least, now, options);
  }

  private static int rank(ServiceTier tier) {
    return switch (tier) {
      case FLEX -> 1;
      case STANDARD -> 2;
      case INTERACTIVE -> RANKS - 1;
    };
  }

  /** Of a miner group. */
  static Choice of(MinerLoad miner) {
    List<Option> options = new ArrayList<>();
    for (int left = miner.steps() - 1; left >= 0; left--) {
      long cost = (long) (miner.steps() - left) * miner.stepWeight() * Costs.MILLION;
      options.add(
          new Option(
              ActionKind.MINER_STEPS, left * miner.stepWatts(), left, cost, miner.offMillis()));
    }
    int now = miner.steps() * miner.stepWatts();
    // So that the price of a watt is a whole number of this weight that an int holds.
    int weight = 1 + miner.stepWeight() / miner.stepWatts();
    return new Choice(RANK_MINERS, weight, null, null, now, now, options);
  }

  /** With only what is done in so many milliseconds. */
  Choice within(long millis) {
    boolean mayCap = kind == null || kind.capMillis() <= millis;
    List<Option> fast = options.stream().filter(option -> option.millis() <= millis).toList();
    return new Choice(rank, weight, kind, metered, mayCap ? least : most, most, fast);
  }

  /** What is left to do after a first round that did all it could, or nothing. */
  Choice after(Choice first, int mode, int watts) {
    long paid = first.cost(mode, watts);
    boolean isGone = mode > 0 && first.off(mode).isLast();
    List<Option> left =
        options.stream()
            .filter(option -> !isGone && option.watts() < watts)
            .map(option -> option.after(paid))
            .toList();
    boolean mayCap = mode == 0 && first.least == first.most;
    return new Choice(rank, weight, kind, metered, mayCap ? least : watts, watts, left);
  }

  /** As it is: nothing more is done. */
  static Choice fixed(int watts) {
    return new Choice(RANK_MINERS, 1, null, null, watts, watts, List.of());
  }

  /** From the one that draws most; none that draws and costs no less than another. */
  private static List<Option> useful(List<Option> options, int least) {
    List<Option> sorted = new ArrayList<>(options);
    sorted.sort(Comparator.comparingInt(Option::watts).thenComparingLong(Option::cost));
    List<Option> kept = new ArrayList<>();
    for (Option option : sorted) {
      if (option.watts() < least && (kept.isEmpty() || option.cost() < kept.getLast().cost())) {
        kept.add(option);
      }
    }
    return List.copyOf(kept.reversed());
  }

  int rank() {
    return rank;
  }

  int weight() {
    return weight;
  }

  /** Whether each option costs and frees as many times what the first does. */
  boolean isMiner() {
    return rank == RANK_MINERS;
  }

  /** Watts at the meter for its lowest cap. */
  int least() {
    return least;
  }

  /** What it draws now. */
  int most() {
    return most;
  }

  boolean mayCap() {
    return least < most;
  }

  /** Modes besides running. */
  int offs() {
    return offs.size();
  }

  Option off(int mode) {
    return offs.get(mode - 1);
  }

  /** The least it can come to. */
  int lowest() {
    return offs.isEmpty() ? least : offs.getLast().watts();
  }

  /** The mode with the most watts that are no more than these. */
  int modeFor(int watts) {
    int mode = watts >= least ? 0 : 1;
    while (mode > 0 && off(mode).watts() > watts) {
      mode++;
    }
    return mode;
  }

  /** What each hour costs. */
  long cost(int mode, int watts) {
    return mode > 0 ? off(mode).cost() : capCost(watts);
  }

  private long capCost(int watts) {
    if (kind == null || watts >= most) {
      return 0;
    }
    long lost =
        kind.curve().throughput(deviceCap(most)) - kind.curve().throughput(deviceCap(watts));
    return Costs.worth(weight, lost);
  }

  /** The cap of the device for watts at the meter. */
  int deviceCap(int watts) {
    return kind == null ? watts : PowerCurve.deviceCap(watts, kind.factorPermille());
  }

  /** Watts at the meter for a cap of the device. */
  int metered(int cap) {
    return kind == null ? cap : kind.metered(cap);
  }

  /** Watts at the meter of a device with a cap that came from the meter: no more than those. */
  int reached(int watts) {
    return mayCap() ? metered(deviceCap(watts)) : watts;
  }

  /**
   * The rank that must give before a load in this mode may stay in it. A moved load goes on
   * elsewhere: it is not taken before its turn.
   */
  int rankOf(int mode) {
    return mode > 0 && off(mode).kind() == ActionKind.MOVE ? RANK_MINERS : rank;
  }

  /** Whether it loses no more than the way to another place. */
  boolean mayMove() {
    return offs.stream().anyMatch(option -> option.kind() == ActionKind.MOVE);
  }

  long capMillis() {
    return kind == null ? 0 : kind.capMillis();
  }

  /** The curve of a device that runs, as the meter sees it. */
  PowerCurve running() {
    return metered == null || !mayCap()
        ? PowerCurve.through(new int[] {most}, new long[] {0})
        : metered;
  }
}
