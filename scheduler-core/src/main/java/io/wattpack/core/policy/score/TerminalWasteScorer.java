package io.wattpack.core.policy.score;

import io.wattpack.core.model.PowerWeight;
import io.wattpack.core.model.WasteTable;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;

/**
 * Places work where the waste expected of the node when the fleet is full grows least.
 *
 * <p>The value of a node is the sum, over its GPUs with anything free, of what a {@link WasteTable}
 * expects to be free of them at the end. The score is the value before less the value after, less
 * the rent of a scarce GPU model, less the watts, in buckets: equal within a bucket, the first node
 * wins, so that nodes are opened one at a time.
 *
 * <p>Cost: two loads per GPU and side, no allocation.
 */
public final class TerminalWasteScorer implements NodeScorer {
  private static final int WHOLE = 1000;
  private static final long ANY = -1;
  private static final int STATE = WasteTable.KNOT_COUNT;

  /** Units of a score per thousandth of a GPU: quarters, in 256ths of the way between knots. */
  private static final int UNITS = WasteTable.VALUE_SCALE * 256;

  /** Places of equal score that are told apart by the watts of their GPU model. */
  private static final int ORDERS = 64;

  private static final int WATTS_PER_ORDER = 25;

  private static final byte[] KNOT_BELOW = new byte[WasteTable.coresMax() + 1];
  private static final short[] WAY = new short[WasteTable.coresMax() + 1];

  static {
    for (int cores = 0; cores < WAY.length; cores++) {
      KNOT_BELOW[cores] = (byte) WasteTable.knotBelow(cores);
      WAY[cores] = (short) WasteTable.way(cores);
    }
  }

  private final int[] values;
  private final int[] firstOfModel;
  private final int[] rentOfModel;
  private final PowerWeight power;
  private final int bucket;

  /**
   * A scorer.
   *
   * @param rowOfModel row of the table, by dense number of the GPU model
   * @param power what watts weigh, at the share of booked GPUs that it is asked for
   */
  public TerminalWasteScorer(WasteTable table, int[] rowOfModel, PowerWeight power) {
    this.values = table.values();
    this.firstOfModel = new int[rowOfModel.length];
    this.rentOfModel = new int[rowOfModel.length];
    for (int model = 0; model < rowOfModel.length; model++) {
      firstOfModel[model] = rowOfModel[model] * WasteTable.STATES * STATE;
      rentOfModel[model] = table.rent(rowOfModel[model]);
    }
    this.power = power;
    this.bucket = table.settings().bucketMilli() * UNITS;
  }

  @Override
  public String name() {
    return "terminal-waste";
  }

  @Override
  public boolean choosesGpu() {
    return true;
  }

  @Override
  public int score(NodeView node, Shape shape, int slot) {
    if (node.gpuCount() == 0) {
      return score(node, -wattsOf(node, shape, slot));
    }
    int free = gpusFree(node);
    int milli = milliFree(node);
    int gain = milli == 0 ? 0 : value(node, cores(node, 0, milli), free, -1, 0);
    int left = milli - shape.gpuCount() * shape.shareMilli();
    if (left > 0) {
      int cores = cores(node, shape.cpuMilli(), left);
      gain -= valueAfter(node, shape, slot, cores, free);
    }
    return score(node, gain - rent(node, shape) - wattsOf(node, shape, slot));
  }

  /**
   * The GPU on which a share scores best, the first of equals, in one go; the node has room.
   *
   * @return the score in the upper 32 bits, the slot in the lower
   */
  public long bestShare(NodeView node, Shape shape) {
    return bestShare(node, shape, ANY);
  }

  @Override
  public long bestShare(NodeView node, Shape shape, long usable) {
    int share = shape.shareMilli();
    int free = gpusFree(node);
    int milli = milliFree(node);
    int left = milli - share;
    int cores = left == 0 ? 0 : cores(node, shape.cpuMilli(), left);
    // Before less after, as if the share took nothing: each slot then corrects its own GPU.
    int gain = value(node, cores(node, 0, milli), free, -1, 0) - rent(node, shape);
    gain -= left == 0 ? 0 : value(node, cores, free, -1, 0);
    int ofFree = left == 0 ? 0 : ofFree(node, cores, free);
    int ofOneLess = left == 0 || free == 0 ? 0 : ofFree(node, cores, free - 1);
    int best = Integer.MIN_VALUE;
    int bestSlot = -1;
    int gpus = node.gpuCount();
    for (int slot = 0; slot < gpus; slot++) {
      int hole = node.milliFree(slot);
      if (hole >= share && (usable >>> slot & 1) != 0) {
        int change = hole == WHOLE ? ofFree - ofOneLess : left == 0 ? 0 : ofHole(node, cores, hole);
        change -= left == 0 ? 0 : ofHole(node, cores, hole - share);
        int score = score(node, gain + change - wattsOf(node, shape, slot));
        if (bestSlot < 0 || score > best) {
          best = score;
          bestSlot = slot;
        }
      }
    }
    return (long) best << 32 | bestSlot;
  }

  private int score(NodeView node, int gain) {
    int score = Math.floorDiv(gain + bucket / 2, bucket);
    if (!power.ordersEquals()) {
      return score;
    }
    long watts = node.gpuPeakWatts() - node.gpuIdleWatts();
    return score * ORDERS + Math.clamp(ORDERS - 1 - watts / WATTS_PER_ORDER, 0, ORDERS - 1);
  }

  private int rent(NodeView node, Shape shape) {
    long demand = (long) shape.gpuCount() * shape.shareMilli();
    return (int) (rentOfModel[node.gpuModel()] * demand * UNITS / 1000);
  }

  private int wattsOf(NodeView node, Shape shape, int slot) {
    if (power.step() == 0 && power.share() == 0) {
      return 0;
    }
    int rise = power.step() * PlacementWatts.rise(node, shape, slot);
    return rise + power.share() * PlacementWatts.share(node, shape);
  }

  private static int milliFree(NodeView node) {
    int milli = 0;
    int gpus = node.gpuCount();
    for (int i = 0; i < gpus; i++) {
      milli += node.milliFree(i);
    }
    return milli;
  }

  private static int gpusFree(NodeView node) {
    int free = 0;
    int gpus = node.gpuCount();
    for (int i = 0; i < gpus; i++) {
      free += node.milliFree(i) == WHOLE ? 1 : 0;
    }
    return free;
  }

  /** Cores beside the free GPUs when so much is taken of the cores and so much is left of GPUs. */
  private static int cores(NodeView node, long cpuTaken, int milliLeft) {
    return WasteTable.cores(Math.max(0, node.cpuMilliFree() - cpuTaken), milliLeft);
  }

  private int valueAfter(NodeView node, Shape shape, int slot, int cores, int free) {
    if (shape.gpuCount() == 0) {
      return value(node, cores, free, -1, 0);
    }
    if (shape.isWhole()) {
      return value(node, cores, free - shape.gpuCount(), -1, 0);
    }
    int opened = node.milliFree(slot) == WHOLE ? 1 : 0;
    return value(node, cores, free - opened, slot, shape.shareMilli());
  }

  /** The value of a node when a share takes some of the GPU in a slot; slot -1: none does. */
  private int value(NodeView node, int cores, int gpusFree, int slot, int taken) {
    int base = base(node, cores);
    int below = 0;
    int above = 0;
    int gpus = node.gpuCount();
    for (int i = 0; i < gpus; i++) {
      int hole = node.milliFree(i);
      if (i == slot) {
        hole = Math.max(0, hole - taken);
      } else if (hole == WHOLE) {
        continue;
      }
      int at = base + WasteTable.hole(hole) * STATE;
      below += values[at];
      above += values[at + 1];
    }
    int way = WAY[cores];
    return below * (256 - way) + above * way + ofFree(node, cores, gpusFree);
  }

  /** What all the free GPUs of a node are worth together. */
  private int ofFree(NodeView node, int cores, int gpusFree) {
    return gpusFree <= 0 ? 0 : gpusFree * at(node, cores, WasteTable.stateOfFree(gpusFree));
  }

  private int ofHole(NodeView node, int cores, int hole) {
    return at(node, cores, WasteTable.hole(hole));
  }

  private int at(NodeView node, int cores, int state) {
    int at = base(node, cores) + state * STATE;
    int way = WAY[cores];
    return values[at] * (256 - way) + values[at + 1] * way;
  }

  private int base(NodeView node, int cores) {
    return firstOfModel[node.gpuModel()] + KNOT_BELOW[cores];
  }
}
