package io.wattpack.core.sim.synthetic;

import io.wattpack.core.power.CurveShape;
import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.power.dispatch.DispatchProblem;
import io.wattpack.core.power.dispatch.LoadKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Watts to dispatch over a made-up fleet of any size in which every GPU works, always the same for
 * a size and a seed: nodes of eight GPUs, 25 a container, five of those a transformer, five a
 * feeder, five a busbar, and all below one grid connection. Limits are scarce on all six levels.
 *
 * <p>A node has one to eight replicas of 1, 2, 4 or 8 GPUs, each of one of 270 kinds: six GPU
 * models, three shapes of curve, three tiers and five prices around the value of each.
 */
public final class SyntheticDispatch {
  public static final int LEVELS = 6;

  private static final int GPUS_PER_NODE = 8;
  private static final int PERMILLE = 1000;

  /** Domains of the level below in one domain, from the second lowest level up. */
  private static final int[] FAN_OUT = {25, 5, 5, 5};

  private static final int[] TIER_WEIGHTS = {15, 8, 4};
  private static final int[] PRICES = {80, 90, 100, 110, 120};

  private final SplittableRandom random;
  private final List<LoadKind> kinds = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();
  private final List<int[]> groups = new ArrayList<>();
  private final int[] sizes;
  private final long[] least;
  private final long[] most;
  private final DispatchProblem problem;

  /**
   * @param gpus a multiple of eight, or the next one is taken
   * @param slackPermille what limits leave of what everybody could take above the minima, about
   */
  public SyntheticDispatch(int gpus, int slackPermille, long seed) {
    random = new SplittableRandom(seed);
    makeKinds();
    sizes = sizes(Math.ceilDiv(gpus, GPUS_PER_NODE));
    grow(0, -1, 0, 1);
    least = new long[parents.size()];
    most = new long[parents.size()];
    long[] limits = limits(slackPermille);
    problem =
        new DispatchProblem(
            parents.stream().mapToInt(Integer::intValue).toArray(),
            limits,
            kinds,
            column(0),
            column(1),
            column(2));
  }

  public DispatchProblem problem() {
    return problem;
  }

  public int gpus() {
    return sizes[LEVELS - 1] * GPUS_PER_NODE;
  }

  /** A limit of the grid connection, which is domain 0, that leaves so much above the minima. */
  public long connectionLimit(int permille) {
    return least[0] + (most[0] - least[0]) * permille / PERMILLE;
  }

  private void makeKinds() {
    for (SyntheticHardware hardware : SyntheticHardware.values()) {
      for (CurveShape shape : CurveShape.values()) {
        PowerCurve curve = PowerCurve.of(shape, hardware.gpuModel());
        for (int tier : TIER_WEIGHTS) {
          for (int price : PRICES) {
            kinds.add(new LoadKind(curve, curve.wattsMax() * tier * price / 100));
          }
        }
      }
    }
  }

  /** Domains of each level, from the top. */
  private static int[] sizes(int nodes) {
    int[] sizes = new int[LEVELS];
    sizes[LEVELS - 1] = nodes;
    for (int i = 0; i < FAN_OUT.length; i++) {
      sizes[LEVELS - 2 - i] = Math.ceilDiv(sizes[LEVELS - 1 - i], FAN_OUT[i]);
    }
    sizes[0] = 1;
    return sizes;
  }

  /** The domains of a level from one number to another, each with what is below it. */
  private void grow(int level, int parent, int from, int to) {
    for (int i = from; i < to; i++) {
      int self = parents.size();
      parents.add(parent);
      if (level == LEVELS - 1) {
        fill(self);
      } else {
        long below = sizes[level + 1];
        int first = (int) (below * i / sizes[level]);
        grow(level + 1, self, first, (int) (below * (i + 1) / sizes[level]));
      }
    }
  }

  private void fill(int node) {
    int ofHardware = kinds.size() / SyntheticHardware.values().length;
    int hardware = random.nextInt(SyntheticHardware.values().length);
    int left = GPUS_PER_NODE;
    while (left > 0) {
      int gpus = Math.min(left, 1 << random.nextInt(4));
      groups.add(new int[] {node, hardware * ofHardware + random.nextInt(ofHardware), gpus});
      left -= gpus;
    }
  }

  private int[] column(int index) {
    return groups.stream().mapToInt(group -> group[index]).toArray();
  }

  private long[] limits(int slackPermille) {
    for (int[] group : groups) {
      LoadKind kind = kinds.get(group[1]);
      least[group[0]] += (long) group[2] * kind.wattsMin();
      most[group[0]] += (long) group[2] * kind.wattsMax();
    }
    long[] limits = new long[least.length];
    for (int v = limits.length - 1; v >= 0; v--) {
      // Evenly around the slack, so that many a domain is full on its own account.
      long permille = Math.min(PERMILLE, slackPermille + random.nextInt(-300, 301));
      limits[v] = least[v] + (most[v] - least[v]) * Math.max(0, permille) / PERMILLE;
      if (v > 0) {
        least[parents.get(v)] += least[v];
        most[parents.get(v)] += Math.min(limits[v], most[v]);
      }
    }
    return limits;
  }
}
