package io.wattpack.core.policy.baseline;

import io.wattpack.core.policy.FleetScorer;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;
import java.util.Arrays;

/**
 * Any node that has room, and there any GPU. Lots are drawn by hashing: equal seeds and states draw
 * equal lots.
 */
public final class RandomScorer implements FleetScorer {
  private final long seed;

  /**
   * @param seed any number
   */
  public RandomScorer(long seed) {
    this.seed = seed;
  }

  @Override
  public String name() {
    return "random";
  }

  @Override
  public int terms() {
    return 1;
  }

  @Override
  public void measure(NodeView node, Shape shape, int slot, int[] terms) {
    terms[0] = 0;
  }

  @Override
  public void finish(int[] terms, int count, long draw, int[] scores) {
    Arrays.fill(scores, 0, count, 0);
    scores[(int) Long.remainderUnsigned(mix(mix(seed) + draw), count)] = 1;
  }

  @Override
  public NodeScorer gpuChoice() {
    return new AnyGpu(seed);
  }

  /** Scatters the bits of a number: the last step of the SplitMix64 generator. */
  private static long mix(long number) {
    long mixed = number + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }

  /** Draws from what is free on the node, which is another number after each booking. */
  private record AnyGpu(long seed) implements NodeScorer {
    @Override
    public String name() {
      return "random";
    }

    @Override
    public int score(NodeView node, Shape shape, int slot) {
      long drawn = mix(seed + node.cpuMilliFree());
      for (int other = 0; other < node.gpuCount(); other++) {
        drawn = mix(drawn + node.milliFree(other));
      }
      return (int) (mix(drawn + slot) >>> 33);
    }

    @Override
    public boolean choosesGpu() {
      return true;
    }
  }
}
