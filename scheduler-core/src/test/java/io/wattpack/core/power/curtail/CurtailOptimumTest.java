package io.wattpack.core.power.curtail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What plans cost, against every way to do it on small fleets. */
class CurtailOptimumTest {
  private static final boolean IS_FULL = Boolean.getBoolean("wattpack.curtail.full");
  private static final long SEED = Long.getLong("wattpack.curtail.seed", 1);
  private static final int FLEETS = IS_FULL ? 5000 : 300;
  private static final int LOADS_MAX = IS_FULL ? 8 : 6;
  private static final double COMBINATIONS_MAX = IS_FULL ? 40_000 : 3000;

  /** What plans may round away for each device: caps are whole watts, costs whole millionths. */
  private static final double ROUNDING = 0.01;

  @Test
  void shouldCostWhatTheBestOfAllWaysCosts() {
    double[] more = new double[FLEETS];
    double withoutOrder = 0;
    double best = 0;
    int measured = 0;
    for (long seed = SEED; seed < SEED + FLEETS; seed++) {
      CurtailProblem problem = new RandomFleets(seed, LOADS_MAX, 6, true).next();
      CurtailOracle oracle = new CurtailOracle(problem);
      double least = oracle.combinations() > COMBINATIONS_MAX ? 0 : oracle.best(true);
      if (least > 0) {
        double cost = new CurtailPlanner(problem).plan().cost() / 1e6;
        more[measured] = cost / least - 1;
        assertThat(more[measured]).as("seed %d", seed).isGreaterThan(-ROUNDING);
        measured++;
        best += least;
        withoutOrder += oracle.best(false);
      }
    }
    double[] sorted = Arrays.copyOf(more, measured);
    Arrays.sort(sorted);
    double mean = Arrays.stream(sorted).sum() / measured;
    System.out.printf(
        "Curtailment: from seed %d, %d fleets, above the best %.4f %% in the mean, %.3f %% at the"
            + " 99th percentile, %.2f %% at worst; %d times exact, %d times above 1 %%, %d times"
            + " above 5 %%; the order of tiers costs %.2f %%.%n",
        SEED,
        measured,
        100 * mean,
        100 * sorted[measured * 99 / 100],
        100 * sorted[measured - 1],
        Arrays.stream(sorted).filter(part -> part < 1e-6).count(),
        Arrays.stream(sorted).filter(part -> part > 0.01).count(),
        Arrays.stream(sorted).filter(part -> part > 0.05).count(),
        100 * (best / withoutOrder - 1));
    assertThat(mean).isLessThan(0.0005);
    // One fleet in a thousand may lie in a corner that two changes at once do not leave.
    assertThat(sorted[measured - 1 - measured / 1000]).isLessThan(0.05);
    assertThat(measured).isGreaterThan(FLEETS / 3);
  }
}
