package io.wattpack.core.power.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattpack.core.power.CurveShape;
import io.wattpack.core.power.PowerCurve;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against a linear program, against the plain rule, and against itself from nothing. */
class WattDispatchTest {
  private static final boolean IS_FULL = Boolean.getBoolean("wattpack.dispatch.full");
  private static final long SEED = Long.getLong("wattpack.dispatch.seed", 1);
  private static final int TREES = IS_FULL ? 10_000 : 1000;
  private static final int CHANGES = IS_FULL ? 200_000 : 10_000;
  private static final int CHANGES_PER_TREE = 20;

  private static final PowerCurve SMALL =
      PowerCurve.measured(new int[] {100, 150, 200}, new int[] {500_000, 800_000, 1_000_000});

  @Test
  void shouldComeToTheOptimumOfTheLinearProgram() {
    for (long seed = SEED; seed < SEED + TREES; seed++) {
      DispatchProblem problem = new RandomProblems(seed).next();
      WattDispatch dispatch = new WattDispatch(problem);
      assertThat(dispatch.solve()).isEqualTo(WattDispatch.FITS);
      assertThat(dispatch.value()).as("seed %d", seed).isEqualTo(LinearOracle.best(problem));
      keepsLimits(problem, problem.limits(), dispatch, seed);
    }
  }

  @Test
  void shouldComeToWhatThePlainRuleGives() {
    for (long seed = SEED; seed < SEED + 3 * TREES; seed++) {
      DispatchProblem problem = new RandomProblems(seed).next();
      WattDispatch dispatch = new WattDispatch(problem);
      assertThat(dispatch.solve()).isEqualTo(WattDispatch.FITS);
      assertThat(dispatch.value()).as("seed %d", seed).isEqualTo(GreedyOracle.best(problem));
    }
  }

  @Test
  void shouldComeToTheSameCapsWhenOneThingChangesAsFromNothing() {
    for (int run = 0; run < CHANGES / CHANGES_PER_TREE; run++) {
      new Changes(SEED + run).run();
    }
  }

  /** One tree through changes of limits and pins, each beside a dispatch from nothing. */
  private static final class Changes {
    private final long seed;
    private final RandomProblems worlds;
    private final DispatchProblem problem;
    private final WattDispatch dispatch;
    private final long[] limits;
    private final int[] pins;

    Changes(long seed) {
      this.seed = seed;
      worlds = new RandomProblems(seed);
      problem = worlds.next();
      dispatch = new WattDispatch(problem);
      limits = problem.limits().clone();
      pins = new int[problem.groups()];
      java.util.Arrays.fill(pins, HeldLoads.FREE);
      dispatch.solve();
    }

    void run() {
      for (int turn = 0; turn < CHANGES_PER_TREE; turn++) {
        int answer = worlds.random().nextInt(5) == 0 ? pin() : limit();
        WattDispatch fresh = fresh();
        assertThat(answer == WattDispatch.FITS)
            .as("seed %d turn %d", seed, turn)
            .isEqualTo(fresh.solve() == WattDispatch.FITS);
        if (answer == WattDispatch.FITS) {
          compare(fresh, turn);
        } else {
          assertThat(isTight(answer)).as("seed %d turn %d", seed, turn).isTrue();
        }
      }
    }

    private int limit() {
      SplittableRandom random = worlds.random();
      int domain = random.nextInt(limits.length);
      long least = least(domain);
      long most = Math.max(least, problem.limits()[domain]);
      limits[domain] =
          switch (random.nextInt(8)) {
            case 0 -> 4 * most;
            case 1 -> least;
            case 2 -> Math.max(0, least - random.nextInt(200));
            case 3 -> limits[domain] + random.nextInt(-3, 4);
            default -> least + random.nextLong(most - least + 1);
          };
      limits[domain] = Math.max(0, limits[domain]);
      return dispatch.changeLimit(domain, limits[domain]);
    }

    private int pin() {
      int group = worlds.random().nextInt(pins.length);
      boolean isFree = pins[group] == HeldLoads.FREE;
      pins[group] = isFree ? worlds.random().nextInt(500) : HeldLoads.FREE;
      return isFree ? dispatch.pin(group, pins[group]) : dispatch.release(group);
    }

    private long least(int domain) {
      long least = 0;
      for (int g = 0; g < pins.length; g++) {
        for (int v = problem.groupDomains()[g]; v >= 0; v = problem.parents()[v]) {
          if (v == domain) {
            int wattsMin = problem.kinds().get(problem.groupKinds()[g]).wattsMin();
            int each = pins[g] == HeldLoads.FREE ? wattsMin : pins[g];
            least += (long) problem.groupCounts()[g] * each;
          }
        }
      }
      return least;
    }

    private boolean isTight(int domain) {
      return least(domain) > limits[domain];
    }

    private WattDispatch fresh() {
      WattDispatch fresh =
          new WattDispatch(
              new DispatchProblem(
                  problem.parents(),
                  limits.clone(),
                  problem.kinds(),
                  problem.groupDomains(),
                  problem.groupKinds(),
                  problem.groupCounts()));
      for (int g = 0; g < pins.length; g++) {
        if (pins[g] != HeldLoads.FREE) {
          fresh.pin(g, pins[g]);
        }
      }
      return fresh;
    }

    private void compare(WattDispatch fresh, int turn) {
      for (int g = 0; g < pins.length; g++) {
        assertThat(dispatch.watts(g))
            .as("seed %d turn %d group %d", seed, turn, g)
            .isEqualTo(fresh.watts(g));
      }
      for (int v = 0; v < limits.length; v++) {
        assertThat(dispatch.price(v))
            .as("seed %d turn %d domain %d", seed, turn, v)
            .isEqualTo(fresh.price(v));
      }
      keepsLimits(problem, limits, dispatch, seed);
    }
  }

  private static void keepsLimits(
      DispatchProblem problem, long[] limits, WattDispatch dispatch, long seed) {
    long[] drawn = new long[limits.length];
    for (int g = 0; g < problem.groups(); g++) {
      for (int device = 0; device < problem.groupCounts()[g]; device++) {
        drawn[problem.groupDomains()[g]] += dispatch.cap(g, device);
      }
    }
    for (int v = limits.length - 1; v >= 0; v--) {
      assertThat(drawn[v]).as("seed %d domain %d", seed, v).isLessThanOrEqualTo(limits[v]);
      assertThat(drawn[v]).isEqualTo(dispatch.granted(v));
      if (problem.parents()[v] >= 0) {
        drawn[problem.parents()[v]] += drawn[v];
      }
    }
  }

  @Test
  void shouldGiveTheOddWattsToTheFirst() {
    WattDispatch dispatch = one(new long[] {503}, new int[] {0, 0}, new int[] {2, 1});
    assertThat(dispatch.solve()).isEqualTo(WattDispatch.FITS);
    // 150 W each by value per watt, then 53 W at one price: the first group may take all of them.
    assertThat(List.of(dispatch.cap(0, 0), dispatch.cap(0, 1), dispatch.cap(1, 0)))
        .containsExactly(177, 176, 150);
    assertThat(dispatch.price(0)).isEqualTo(4_000_000);
  }

  @Test
  void shouldNameTheDomainWhoseMinimaDoNotFit() {
    WattDispatch dispatch = one(new long[] {1000, 199}, new int[] {0, 1}, new int[] {2, 2});
    assertThat(dispatch.solve()).isEqualTo(1);
    assertThat(dispatch.pin(1, 20)).isEqualTo(WattDispatch.FITS);
    assertThat(dispatch.watts(1)).isEqualTo(40);
    assertThat(dispatch.value(1)).isZero();
    assertThat(dispatch.release(1)).isEqualTo(1);
    assertThat(dispatch.changeLimit(1, 200)).isEqualTo(WattDispatch.FITS);
    assertThat(dispatch.watts(1)).isEqualTo(200);
  }

  @Test
  void shouldCapNothingWherePowerIsPlenty() {
    WattDispatch dispatch = one(new long[] {10_000}, new int[] {0, 0}, new int[] {3, 0});
    assertThat(dispatch.solve()).isEqualTo(WattDispatch.FITS);
    assertThat(dispatch.watts(0)).isEqualTo(600);
    assertThat(dispatch.watts(1)).isZero();
    assertThat(dispatch.price(0)).isZero();
    assertThat(dispatch.value()).isEqualTo(3L * PowerCurve.WHOLE);
  }

  @Test
  void shouldRefuseWhatIsNotInOrder() {
    assertThatThrownBy(() -> one(new long[] {1, 1}, new int[] {1, 0}, new int[] {1, 1}))
        .hasMessageContaining("Group 1 of 1 devices at domain 0");
    int[] parents = {-1, 0, 0, 1};
    assertThatThrownBy(() -> problem(parents, new long[4], new int[0], new int[0]))
        .hasMessage("Domain 3 is not in preorder below domain 1.");
    PowerCurve curve = PowerCurve.of(CurveShape.INFERENCE, 400, 0, 500);
    assertThatThrownBy(() -> new LoadKind(curve, 1, 199, 400))
        .hasMessage("Caps of 199 to 400 W leave the curve, which has 200 to 400 W.");
  }

  private static WattDispatch one(long[] limits, int[] domains, int[] counts) {
    int[] chain = new int[limits.length];
    for (int v = 0; v < chain.length; v++) {
      chain[v] = v - 1;
    }
    return new WattDispatch(problem(chain, limits, domains, counts));
  }

  private static DispatchProblem problem(
      int[] parents, long[] limits, int[] domains, int[] counts) {
    LoadKind kind = new LoadKind(SMALL, 1);
    return new DispatchProblem(
        parents, limits, List.of(kind), domains, new int[domains.length], counts);
  }
}
