package io.wattpack.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** The tree of scores gives what a walk over a plain array gives. */
class ScoreTreeTest {
  private static final int TURNS = 300;
  private static final int RANGES = 20;

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void shouldFindTheFirstBestOfAnyRange(
      @ForAll @IntRange(min = 1, max = 300) int nodes,
      @ForAll @IntRange(min = 1, max = 40) int values,
      @ForAll boolean isLarge,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ScoreTree tree = new ScoreTree(nodes);
    int[] plain = new int[nodes];
    Arrays.fill(plain, Integer.MIN_VALUE);
    for (int turn = 0; turn < TURNS; turn++) {
      int node = random.nextInt(nodes);
      // Some need more than the two bytes that scores are kept in at first.
      int unit = isLarge && random.nextInt(20) == 0 ? 10_000 : 1;
      plain[node] = scoreOf(random, values, unit);
      tree.set(node, plain[node]);
      compare(tree, plain, random);
    }
  }

  /** Few different scores, so that many are equal; among them the least there is. */
  private static int scoreOf(SplittableRandom random, int values, int unit) {
    int score = random.nextInt(values);
    return score == 0 ? Integer.MIN_VALUE + random.nextInt(2) : (score - values / 2) * unit;
  }

  private static void compare(ScoreTree tree, int[] plain, SplittableRandom random) {
    int best = firstBest(plain, 0, plain.length);
    assertThat(tree.firstBest()).isEqualTo(best);
    assertThat(tree.best()).isEqualTo(plain[best]);
    for (int i = 0; i < RANGES; i++) {
      int from = random.nextInt(plain.length);
      int to = random.nextInt(from, plain.length + 1);
      assertThat(tree.firstBest(from, to))
          .as("from %d to %d of %s", from, to, Arrays.toString(plain))
          .isEqualTo(firstBest(plain, from, to));
    }
  }

  private static int firstBest(int[] plain, int from, int to) {
    int best = -1;
    for (int node = from; node < to; node++) {
      best = best < 0 || plain[node] > plain[best] ? node : best;
    }
    return best;
  }
}
