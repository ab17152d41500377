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
 * a size and a seed, below a {@link SyntheticPowerTree} in which limits are scarce on all six
 * levels.
 *
 * <p>A node has one to eight replicas of 1, 2, 4 or 8 GPUs, each of one of 270 kinds: six GPU
 * models, three shapes of curve, three tiers and five prices around the value of each.
 */
public final class SyntheticDispatch {
  public static final int LEVELS = SyntheticPowerTree.LEVELS;

  private static final int PERMILLE = 1000;
  private static final int[] TIER_WEIGHTS = {15, 8, 4};
  private static final int[] PRICES = {80, 90, 100, 110, 120};

  private final SplittableRandom random;
  private final List<LoadKind> kinds = new ArrayList<>();
  private final SyntheticPowerTree tree;
  private final List<int[]> groups = new ArrayList<>();
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
    tree = new SyntheticPowerTree(gpus);
    tree.nodes().forEach(this::fill);
    least = new long[tree.size()];
    most = new long[tree.size()];
    long[] limits = limits(slackPermille);
    problem = new DispatchProblem(tree.parents(), limits, kinds, column(0), column(1), column(2));
  }

  public DispatchProblem problem() {
    return problem;
  }

  public int gpus() {
    return tree.gpus();
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

  private void fill(int node) {
    int ofHardware = kinds.size() / SyntheticHardware.values().length;
    int hardware = random.nextInt(SyntheticHardware.values().length);
    int left = SyntheticPowerTree.GPUS_PER_NODE;
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
        least[tree.parent(v)] += least[v];
        most[tree.parent(v)] += Math.min(limits[v], most[v]);
      }
    }
    return limits;
  }
}
