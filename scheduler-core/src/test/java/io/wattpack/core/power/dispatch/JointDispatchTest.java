package io.wattpack.core.power.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.power.dispatch.JointDispatch.Gang;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Gangs over several branches against the linear program with one throughput each. */
class JointDispatchTest {
  private static final boolean IS_FULL = Boolean.getBoolean("wattpack.dispatch.full");
  private static final long SEED = Long.getLong("wattpack.dispatch.seed", 1);
  private static final int TREES = IS_FULL ? 3000 : 200;

  @Test
  void shouldComeCloseToTheOptimum() {
    double sum = 0;
    double worst = 0;
    long worstSeed = -1;
    for (long seed = SEED; seed < SEED + TREES; seed++) {
      World world = new World(seed);
      JointDispatch joint = new JointDispatch(world.problem, world.gangs);
      assertThat(joint.solve(JointDispatch.ROUNDS)).isEqualTo(WattDispatch.FITS);
      double best = LinearOracle.bestJoint(world.problem, world.gangs);
      double lost = 1 - joint.value() * LinearOracle.SCALE / best;
      assertThat(lost).as("seed %d", seed).isGreaterThan(-1e-6);
      assertThat(joint.bound() * LinearOracle.SCALE)
          .as("seed %d", seed)
          .isGreaterThan(best * (1 - 1e-6));
      sum += lost;
      if (lost > worst) {
        worst = lost;
        worstSeed = seed;
      }
    }
    System.out.printf(
        "Joint dispatch: from seed %d, %d trees, lost %.4f %% in the mean, %.3f %% at worst (seed %d).%n",
        SEED, TREES, 100 * sum / TREES, 100 * worst, worstSeed);
    assertThat(worst).isLessThan(0.002);
  }

  @Test
  void shouldGiveAllPartsOneThroughputWithinTheLimits() {
    for (long seed = SEED; seed < SEED + TREES; seed++) {
      World world = new World(seed);
      JointDispatch joint = new JointDispatch(world.problem, world.gangs);
      joint.solve(3);
      WattDispatch dispatch = joint.dispatch();
      assertThat(dispatch.value()).isEqualTo(joint.value());
      for (Gang gang : world.gangs) {
        assertThat(gang.groups().stream().map(group -> dispatch.cap(group, 0)).distinct())
            .hasSize(1);
      }
      for (int v = 0; v < world.problem.domains(); v++) {
        assertThat(dispatch.granted(v)).isLessThanOrEqualTo(world.problem.limits()[v]);
      }
    }
  }

  @Test
  void shouldNameTheDomainWhoseMinimaDoNotFit() {
    DispatchProblem made = new World(SEED).problem;
    DispatchProblem dark =
        new DispatchProblem(
            made.parents(),
            new long[made.domains()],
            made.kinds(),
            made.groupDomains(),
            made.groupKinds(),
            made.groupCounts());
    JointDispatch joint = new JointDispatch(dark, List.of());
    assertThat(joint.solve(1)).isEqualTo(new WattDispatch(dark).solve()).isNotNegative();
  }

  @Test
  void shouldFindWholeRoots() {
    for (long n : new long[] {0, 1, 2, 3, 4, 15, 16, 17, 1L << 62, (1L << 62) - 1, 99_999_999L}) {
      long root = WeightSplit.root(n);
      assertThat(root * root).isLessThanOrEqualTo(n);
      assertThat(Math.multiplyHigh(root + 1, root + 1) > 0 || (root + 1) * (root + 1) > n).isTrue();
    }
  }

  /** A random problem in which some groups at different places are of one kind and one gang. */
  private static final class World {
    final DispatchProblem problem;
    final List<Gang> gangs = new ArrayList<>();

    World(long seed) {
      RandomProblems worlds = new RandomProblems(seed);
      DispatchProblem made = worlds.next();
      SplittableRandom random = worlds.random();
      int[] kinds = made.groupKinds().clone();
      int[] counts = made.groupCounts().clone();
      TreeSet<Integer> free = new TreeSet<>();
      for (int g = 0; g < kinds.length; g++) {
        free.add(g);
      }
      int number = 1 + random.nextInt(3);
      for (int j = 0; j < number && free.size() >= 2; j++) {
        List<Integer> groups = new ArrayList<>();
        int kind = random.nextInt(made.kinds().size());
        for (int k = 2 + random.nextInt(3); k > 0 && !free.isEmpty(); k--) {
          int group = (Integer) free.toArray()[random.nextInt(free.size())];
          free.remove(group);
          kinds[group] = kind;
          counts[group] = 1 + random.nextInt(8);
          groups.add(group);
        }
        gangs.add(new Gang(groups));
      }
      problem =
          worlds.withLimits(
              made.parents(),
              made.kinds(),
              made.groupDomains(),
              kinds,
              counts,
              random.nextDouble());
    }
  }
}
