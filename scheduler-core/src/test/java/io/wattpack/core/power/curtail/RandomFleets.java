package io.wattpack.core.power.curtail;

import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.power.CurveShape;
import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.power.curtail.CurtailKind.Off;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Made-up fleets under trees in which some domains must give. */
final class RandomFleets {
  static final long DEADLINE = 30_000;

  private static final int[] PEAKS = {72, 350, 400, 700, 1000};
  private static final int[] WORTH = {4, 8, 15};
  private static final ServiceTier[] TIERS = {
    ServiceTier.FLEX, ServiceTier.STANDARD, ServiceTier.INTERACTIVE
  };

  private final SplittableRandom random;
  private final int loadsMax;
  private final int domainsMax;
  private final boolean isAllFast;

  /**
   * @param isAllFast whether everything is done by the deadline
   */
  RandomFleets(long seed, int loadsMax, int domainsMax, boolean isAllFast) {
    random = new SplittableRandom(seed);
    this.loadsMax = loadsMax;
    this.domainsMax = domainsMax;
    this.isAllFast = isAllFast;
  }

  CurtailProblem next() {
    int[] parents = parents();
    List<CurtailKind> kinds = new ArrayList<>();
    for (int i = 2 + random.nextInt(5); i > 0; i--) {
      kinds.add(kind());
    }
    RunningLoads loads = loads(parents.length, kinds.size());
    List<MinerLoad> miners = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      int watts = 20 * (1 + random.nextInt(60));
      int worth = 1 + random.nextInt(4);
      int steps = 1 + random.nextInt(4);
      miners.add(
          new MinerLoad(random.nextInt(parents.length), watts, steps, worth * watts, millis()));
    }
    List<MoveOffer> moves = moves(loads, kinds);
    long fall = 60_000L * (2 + random.nextInt(240));
    CurtailProblem still =
        new CurtailProblem(
            parents, new long[parents.length], kinds, loads, miners, moves, DEADLINE, fall);
    return new CurtailProblem(parents, excess(still), kinds, loads, miners, moves, DEADLINE, fall);
  }

  private int[] parents() {
    int size = 1 + random.nextInt(domainsMax);
    int[] parents = new int[size];
    parents[0] = -1;
    for (int v = 1; v < size; v++) {
      int above = v - 1;
      for (int up = random.nextInt(3); up > 0 && above > 0; up--) {
        above = parents[above];
      }
      parents[v] = above;
    }
    return parents;
  }

  private CurtailKind kind() {
    int peak = PEAKS[random.nextInt(PEAKS.length)];
    CurveShape shape = CurveShape.values()[random.nextInt(CurveShape.values().length)];
    PowerCurve curve = PowerCurve.of(shape, peak, peak / 4, 500 + 10 * random.nextInt(20));
    int tier = random.nextInt(TIERS.length);
    int room = curve.wattsMax() - curve.wattsMin();
    int now = random.nextInt(3) > 0 ? peak : curve.wattsMin() + random.nextInt(room + 1);
    int weight = Math.max(1, peak * WORTH[tier] * (80 + random.nextInt(41)) / 100);
    int factor = random.nextBoolean() ? 1000 : 1000 + random.nextInt(300);
    boolean mayCap = random.nextInt(4) > 0;
    long cap = mayCap ? millis() : CurtailKind.NEVER;
    return new CurtailKind(
        curve, weight, TIERS[tier], now, curve.wattsMin(), factor, cap, pause(peak), stop(peak));
  }

  private @Nullable Off pause(int peak) {
    return random.nextInt(3) == 0
        ? null
        : new Off(peak * 20 / 100, 1000L * random.nextInt(60), millis());
  }

  private @Nullable Off stop(int peak) {
    return random.nextInt(4) == 0
        ? null
        : new Off(peak * 12 / 100, 1000L * random.nextInt(600), millis());
  }

  private long millis() {
    return isAllFast || random.nextInt(4) > 0 ? random.nextInt(30_001) : 60_000;
  }

  private RunningLoads loads(int domains, int kinds) {
    RunningLoads loads = new RunningLoads();
    int count = 1 + random.nextInt(loadsMax);
    int gang = random.nextInt(2) == 0 ? random.nextInt(count) : -1;
    for (int i = 0; i < count; i++) {
      if (i == gang) {
        loads.add(random.nextInt(kinds));
        for (int part = 2 + random.nextInt(2); part > 0; part--) {
          loads.addPart(random.nextInt(domains), 1 + random.nextInt(4));
        }
      } else {
        loads.add(random.nextInt(kinds), random.nextInt(domains), 1 + random.nextInt(8));
      }
    }
    return loads;
  }

  private List<MoveOffer> moves(RunningLoads loads, List<CurtailKind> kinds) {
    List<MoveOffer> moves = new ArrayList<>();
    for (int i = 0; i < loads.size(); i++) {
      if (kinds.get(loads.kind(i)).stop() != null && random.nextInt(6) == 0) {
        moves.add(new MoveOffer(i, 1000L * random.nextInt(1200), millis()));
      }
    }
    return moves;
  }

  /** Sometimes nothing, sometimes more than there is, mostly some of what can be shed. */
  private long[] excess(CurtailProblem still) {
    CurtailOracle sums = new CurtailOracle(still);
    long[] excess = new long[still.domains()];
    for (int v = 0; v < excess.length; v++) {
      long sheddable = sums.now(v) - sums.lowest(v);
      excess[v] =
          switch (random.nextInt(8)) {
            case 0 -> sheddable + random.nextInt(500);
            case 1, 2, 3 -> -random.nextLong(1 + sums.now(v));
            default -> Math.round(sheddable * random.nextDouble());
          };
    }
    return excess;
  }
}
