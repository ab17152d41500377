package io.wattpack.core.sim.synthetic;

import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.power.CurveShape;
import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.power.curtail.CurtailKind;
import io.wattpack.core.power.curtail.CurtailKind.Off;
import io.wattpack.core.power.curtail.CurtailProblem;
import io.wattpack.core.power.curtail.MinerLoad;
import io.wattpack.core.power.curtail.RunningLoads;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A grid connection of a made-up fleet that falls, always the same for a size and a seed, above a
 * {@link SyntheticPowerTree} in which every GPU works.
 *
 * <p>Loads are of 270 kinds: six GPU models, three shapes of curve, three tiers and five prices
 * around the value of each; a node has one to eight of them, and every sixteenth group of four
 * nodes is one gang. Each transformer also feeds a group of miners, together about a seventh of the
 * watts. Limits of GPU containers leave little room, that of the grid connection falls.
 */
public final class SyntheticCurtail {
  private static final int PERMILLE = 1000;
  private static final int TRANSFORMERS = 3;
  private static final int GANG_NODES = 4;
  private static final int GANG_EVERY = 16;
  private static final int MINER_STEPS = 8;
  private static final int MINER_STEP_WATTS = 10_000;
  private static final int MINER_WORTH = 3;
  private static final int OVERHEAD_PERMILLE = 1080;
  private static final long DEADLINE_MILLIS = 60_000;
  private static final long FALL_MILLIS = 3_600_000;
  private static final int[] PRICES = {80, 90, 100, 110, 120};

  private final SplittableRandom random;
  private final SyntheticPowerTree tree;
  private final List<CurtailKind> kinds = new ArrayList<>();
  private final RunningLoads loads = new RunningLoads();
  private final List<MinerLoad> miners = new ArrayList<>();
  private final long[] drawn;
  private final CurtailProblem problem;

  /**
   * @param gpus a multiple of eight, or the next one is taken
   * @param fallPermille what of all its watts the grid connection must give
   */
  public SyntheticCurtail(int gpus, int fallPermille, long seed) {
    random = new SplittableRandom(seed);
    tree = new SyntheticPowerTree(gpus);
    drawn = new long[tree.size()];
    makeKinds();
    fill();
    for (int transformer : tree.level(TRANSFORMERS)) {
      int weight = MINER_WORTH * MINER_STEP_WATTS;
      miners.add(new MinerLoad(transformer, MINER_STEP_WATTS, MINER_STEPS, weight, 30_000));
      drawn[transformer] += (long) MINER_STEPS * MINER_STEP_WATTS;
    }
    problem =
        new CurtailProblem(
            tree.parents(),
            excess(fallPermille),
            kinds,
            loads,
            miners,
            List.of(),
            DEADLINE_MILLIS,
            FALL_MILLIS);
  }

  public CurtailProblem problem() {
    return problem;
  }

  private void makeKinds() {
    for (SyntheticHardware hardware : SyntheticHardware.values()) {
      for (CurveShape shape : CurveShape.values()) {
        PowerCurve curve = PowerCurve.of(shape, hardware.gpuModel());
        for (ServiceTier tier : ServiceTier.values()) {
          for (int price : PRICES) {
            int weight = curve.wattsMax() * worth(tier) * price / 100;
            kinds.add(kind(curve, weight, tier, (int) hardware.gpuModel().idle().value()));
          }
        }
      }
    }
  }

  /** Value of a watt for an hour. */
  private static int worth(ServiceTier tier) {
    return switch (tier) {
      case INTERACTIVE -> 15;
      case STANDARD -> 8;
      case FLEX -> 4;
    };
  }

  private static CurtailKind kind(PowerCurve curve, int weight, ServiceTier tier, int idle) {
    boolean mayPause = tier != ServiceTier.INTERACTIVE;
    Off pause = mayPause ? new Off(idle * 3 / 2, 5000, 2000) : null;
    Off stop = new Off(idle, 180_000, 20_000);
    int most = curve.wattsMax();
    return new CurtailKind(
        curve, weight, tier, most, curve.wattsMin(), OVERHEAD_PERMILLE, 2000, pause, stop);
  }

  private void fill() {
    List<Integer> nodes = tree.nodes();
    for (int first = 0; first < nodes.size(); first += GANG_NODES) {
      List<Integer> near = nodes.subList(first, Math.min(nodes.size(), first + GANG_NODES));
      if (first / GANG_NODES % GANG_EVERY == 0) {
        addGang(near);
      } else {
        near.forEach(this::fillNode);
      }
    }
  }

  private void addGang(List<Integer> nodes) {
    int kind = random.nextInt(kinds.size());
    loads.add(kind);
    for (int node : nodes) {
      addPart(node, kind, SyntheticPowerTree.GPUS_PER_NODE);
    }
  }

  private void fillNode(int node) {
    int ofHardware = kinds.size() / SyntheticHardware.values().length;
    int hardware = random.nextInt(SyntheticHardware.values().length);
    int left = SyntheticPowerTree.GPUS_PER_NODE;
    while (left > 0) {
      int gpus = Math.min(left, 1 << random.nextInt(4));
      int kind = hardware * ofHardware + random.nextInt(ofHardware);
      loads.add(kind);
      addPart(node, kind, gpus);
      left -= gpus;
    }
  }

  private void addPart(int node, int kind, int gpus) {
    loads.addPart(node, gpus);
    drawn[node] += (long) gpus * kinds.get(kind).wattsNow() * OVERHEAD_PERMILLE / PERMILLE;
  }

  private long[] excess(int fallPermille) {
    long[] excess = new long[tree.size()];
    for (int v = excess.length - 1; v > 0; v--) {
      excess[v] = -drawn[v] * random.nextInt(100) / PERMILLE;
      drawn[tree.parent(v)] += drawn[v];
    }
    excess[0] = drawn[0] * fallPermille / PERMILLE;
    return excess;
  }
}
