package io.wattpack.core.placement;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The tree of scores, and the yardstick that the others are compared with. */
@State(Scope.Benchmark)
public class ScoreTreeBenchmark {
  private static final int SCORES = 200;
  private static final int YARDS = 1 << 14;

  @Param({"small", "medium", "large"})
  public String size;

  private final SplittableRandom random = new SplittableRandom(1);
  private final int[] yards = new int[YARDS];
  private ScoreTree tree;
  private int nodes;

  @Setup
  public void fill() {
    nodes =
        switch (size) {
          case "small" -> 150;
          case "medium" -> 1_500;
          default -> 15_000;
        };
    tree = new ScoreTree(nodes);
    for (int node = 0; node < nodes; node++) {
      tree.set(node, random.nextInt(SCORES));
    }
    for (int i = 0; i < YARDS; i++) {
      yards[i] = random.nextInt(YARDS);
    }
  }

  /** A thousand steps, each to where the last one pointed: bound by the nearest caches. */
  @Benchmark
  public int yardstick() {
    int at = 0;
    for (int i = 0; i < 1_000; i++) {
      at = yards[(at + i) & (YARDS - 1)];
    }
    return at;
  }

  @Benchmark
  public int scoreTreeSet() {
    tree.set(random.nextInt(nodes), random.nextInt(SCORES));
    return tree.best();
  }

  @Benchmark
  public int scoreTreeFirstBest() {
    return tree.firstBest();
  }

  @Benchmark
  public int scoreTreeFirstBestOfRange() {
    int from = random.nextInt(nodes);
    return tree.firstBest(from, from + random.nextInt(nodes - from));
  }
}
