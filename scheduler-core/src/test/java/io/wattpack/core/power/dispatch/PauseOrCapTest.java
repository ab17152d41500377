package io.wattpack.core.power.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.power.CurveShape;
import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.power.dispatch.PauseOrCap.Pausable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which loads pause, against the integer program. */
class PauseOrCapTest {
  private static final boolean IS_FULL = Boolean.getBoolean("wattpack.dispatch.full");
  private static final long SEED = Long.getLong("wattpack.dispatch.seed", 1);
  private static final int TREES = IS_FULL ? 200 : 40;
  private static final int TRIALS = 1000;

  @Test
  void shouldComeCloseToTheOptimum() {
    double sum = 0;
    double worst = 0;
    int paused = 0;
    for (long seed = SEED; seed < SEED + TREES; seed++) {
      World world = new World(seed);
      PauseOrCap choice = new PauseOrCap(world.problem, world.loads);
      assertThat(choice.solve(TRIALS)).as("seed %d", seed).isEqualTo(WattDispatch.FITS);
      double best = LinearOracle.bestPaused(world.problem, world.loads);
      double lost = 1 - choice.value() * LinearOracle.SCALE / best;
      assertThat(lost).as("seed %d", seed).isGreaterThan(-1e-6);
      sum += lost;
      worst = Math.max(worst, lost);
      for (int i = 0; i < world.loads.size(); i++) {
        paused += choice.isPaused(i) ? 1 : 0;
      }
    }
    System.out.printf(
        "Pause or cap: from seed %d, %d trees, %d paused, lost %.4f %% in the mean, %.2f %% at worst.%n",
        SEED, TREES, paused, 100 * sum / TREES, 100 * worst);
    assertThat(sum / TREES).isLessThan(0.001);
    assertThat(paused).isPositive();
  }

  @Test
  void shouldKeepEveryLimitWithWhatPausedLoadsDraw() {
    for (long seed = SEED; seed < SEED + TREES; seed++) {
      World world = new World(seed);
      PauseOrCap choice = new PauseOrCap(world.problem, world.loads);
      choice.solve(TRIALS);
      for (int v = 0; v < world.problem.domains(); v++) {
        assertThat(choice.dispatch().granted(v)).isLessThanOrEqualTo(world.problem.limits()[v]);
      }
      for (int i = 0; i < world.loads.size(); i++) {
        int group = world.loads.get(i).groups().getFirst();
        boolean draws = choice.dispatch().cap(group, 0) == world.loads.get(i).pausedWatts();
        assertThat(draws).isEqualTo(choice.isPaused(i));
      }
    }
  }

  @Test
  void shouldPauseTheLeastValueForAWattWhenMinimaDoNotFit() {
    PauseOrCap choice = two(new long[] {600}, 0);
    assertThat(choice.solve(0)).isEqualTo(WattDispatch.FITS);
    assertThat(List.of(choice.isPaused(0), choice.isPaused(1))).containsExactly(false, true);
    assertThat(choice.dispatch().cap(1, 0)).isEqualTo(50);
    assertThat(choice.dispatch().cap(0, 0)).isEqualTo(250);
  }

  @Test
  void shouldSayWhereEvenPausesDoNotHelp() {
    assertThat(two(new long[] {199}, 0).solve(9)).isZero();
  }

  @Test
  void shouldRunOnWhenARestartCostsMoreThanItGives() {
    // Two of three units of power for two loads: worth a pause of the lesser one only without loss.
    PauseOrCap cheap = two(new long[] {820}, 0);
    PauseOrCap dear = two(new long[] {820}, 8L * PowerCurve.WHOLE);
    assertThat(cheap.solve(TRIALS)).isEqualTo(dear.solve(TRIALS)).isEqualTo(WattDispatch.FITS);
    assertThat(cheap.isPaused(1)).isTrue();
    assertThat(dear.isPaused(1)).isFalse();
    assertThat(cheap.value()).isGreaterThan(dear.value());
  }

  @Test
  void shouldPauseForAPriceWhoseProductWithTheWattsFitsNoLong() {
    PowerCurve steep = PowerCurve.measured(new int[] {100, 101}, new int[] {500_000, 1_000_000});
    PowerCurve flat = PowerCurve.measured(new int[] {100, 110}, new int[] {900_000, 1_000_000});
    DispatchProblem problem =
        new DispatchProblem(
            new int[] {-1},
            new long[] {200},
            List.of(new LoadKind(steep, Integer.MAX_VALUE), new LoadKind(flat, 1)),
            new int[] {0, 0},
            new int[] {0, 1},
            new int[] {1, 1});
    PauseOrCap choice = new PauseOrCap(problem, List.of(new Pausable(List.of(1), 91, 0)));
    assertThat(choice.solve(0)).isEqualTo(WattDispatch.FITS);
    assertThat(choice.isPaused(0)).isTrue();
    assertThat(choice.dispatch().cap(0, 0)).isEqualTo(101);
  }

  /** Two groups of two devices each, the first ten times as valuable. */
  private static PauseOrCap two(long[] limits, long restartLoss) {
    PowerCurve curve = PowerCurve.of(CurveShape.INFERENCE, 400, 100, 500);
    DispatchProblem problem =
        new DispatchProblem(
            new int[] {-1},
            limits,
            List.of(new LoadKind(curve, 10), new LoadKind(curve, 1)),
            new int[] {0, 0},
            new int[] {0, 1},
            new int[] {2, 2});
    return new PauseOrCap(
        problem,
        List.of(
            new Pausable(List.of(0), 50, restartLoss), new Pausable(List.of(1), 50, restartLoss)));
  }

  /** A random tree whose limits are between what everything draws paused and uncapped. */
  static final class World {
    final DispatchProblem problem;
    final List<Pausable> loads = new ArrayList<>();

    World(long seed) {
      RandomProblems worlds = new RandomProblems(seed);
      DispatchProblem made = worlds.next(16);
      SplittableRandom random = worlds.random();
      int[] counts = made.groupCounts().clone();
      long[] least = new long[made.domains()];
      long[] most = new long[made.domains()];
      for (int g = 0; g < counts.length; g++) {
        counts[g] = 1 + random.nextInt(8);
        LoadKind kind = made.kind(g);
        int paused = Math.min(kind.wattsMin() - 1, kind.curve().wattsMax() * 13 / 100);
        boolean mayPause = random.nextInt(5) > 0;
        if (mayPause) {
          long loss = counts[g] * kind.value(kind.wattsMax()) * 3 / 100;
          loads.add(new Pausable(List.of(g), paused, loss));
        }
        int domain = made.groupDomains()[g];
        least[domain] += (long) counts[g] * (mayPause ? paused : kind.wattsMin());
        most[domain] += (long) counts[g] * kind.wattsMax();
      }
      long[] limits = new long[least.length];
      double slack = random.nextDouble();
      for (int v = limits.length - 1; v >= 0; v--) {
        limits[v] = worlds.limit(least[v], most[v], slack);
        if (made.parents()[v] >= 0) {
          least[made.parents()[v]] += least[v];
          most[made.parents()[v]] += Math.min(limits[v], most[v]);
        }
      }
      problem =
          new DispatchProblem(
              made.parents(), limits, made.kinds(), made.groupDomains(), made.groupKinds(), counts);
    }
  }
}
