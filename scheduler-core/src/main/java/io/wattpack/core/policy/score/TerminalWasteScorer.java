package io.wattpack.core.policy.score;

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
  private static final int STATE = WasteTable.KNOT_COUNT;

  /** Units of a score per thousandth of a GPU: quarters, in 256ths of the way between knots. */
  private static final int UNITS = WasteTable.VALUE_SCALE * 256;

  private static final byte[] KNOT_BELOW = new byte[WasteTable.coresMax() + 1];
  private static final short[] WAY = new short[WasteTable.coresMax() + 1];

  static {
    for (int cores = 0; cores < WAY.length; cores++) {
      KNOT_BELOW[cores] = (byte) WasteTable.knotBelow(cores);
      WAY[cores] = (short) WasteTable.way(cores);
    }
  }

  private final int[] values;
  private final int[] rowOfModel;
  private final int[] rentOfModel;
  private final int powerWeight;
  private final int bucket;

  /**
   * A scorer.
   *
   * @param rowOfModel row of the table, by dense number of the GPU model
   * @param powerWeight what a watt weighs, in 1024ths of a thousandth of a GPU
   */
  public TerminalWasteScorer(WasteTable table, int[] rowOfModel, int powerWeight) {
    this.values = table.values();
    this.rowOfModel = rowOfModel.clone();
    this.rentOfModel = new int[rowOfModel.length];
    for (int model = 0; model < rowOfModel.length; model++) {
      rentOfModel[model] = table.rent(rowOfModel[model]);
    }
    this.powerWeight = powerWeight;
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
    int model = node.gpuModel();
    int demand = shape.gpuCount() * shape.shareMilli();
    int gain = wasteSaved(node, shape, slot, demand);
    // The rent is per thousandth of a GPU and in thousandths: 1000 and UNITS cancel out but
    // 24/1000.
    gain -= (int) ((long) rentOfModel[model] * demand * UNITS / 1000);
    if (powerWeight != 0) {
      gain -= powerWeight * PlacementWatts.rise(node, shape, slot);
    }
    return Math.floorDiv(gain + bucket / 2, bucket);
  }

  private int wasteSaved(NodeView node, Shape shape, int slot, int demand) {
    int gpus = node.gpuCount();
    boolean isWhole = shape.gpuCount() > 0 && shape.isWhole();
    int taken = isWhole || shape.gpuCount() == 0 ? 0 : shape.shareMilli();
    int free = 0;
    int milli = 0;
    for (int i = 0; i < gpus; i++) {
      int hole = node.milliFree(i);
      milli += hole;
      free += hole == WHOLE ? 1 : 0;
    }
    if (milli == 0) {
      return 0;
    }
    int opened = taken > 0 && node.milliFree(slot) == WHOLE ? 1 : 0;
    int freeAfter = isWhole ? free - shape.gpuCount() : free - opened;
    long cpu = node.cpuMilliFree();
    int row = rowOfModel[node.gpuModel()] * WasteTable.STATES * STATE;
    int before = value(node, row, WasteTable.cores(cpu, milli), free, -1, 0);
    if (milli <= demand) {
      return before;
    }
    int cores = WasteTable.cores(Math.max(0, cpu - shape.cpuMilli()), milli - demand);
    return before - value(node, row, cores, freeAfter, taken > 0 ? slot : -1, taken);
  }

  /** The value of a node when a share takes some of the GPU in a slot; slot -1: none does. */
  private int value(NodeView node, int row, int cores, int gpusFree, int slot, int taken) {
    int base = row + KNOT_BELOW[cores];
    int below = 0;
    int above = 0;
    int gpus = node.gpuCount();
    for (int i = 0; i < gpus; i++) {
      int hole = node.milliFree(i);
      if (i == slot) {
        hole -= taken;
      } else if (hole == WHOLE) {
        continue;
      }
      int at = base + WasteTable.hole(Math.max(0, hole)) * STATE;
      below += values[at];
      above += values[at + 1];
    }
    if (gpusFree > 0) {
      int at = base + WasteTable.stateOfFree(gpusFree) * STATE;
      below += gpusFree * values[at];
      above += gpusFree * values[at + 1];
    }
    int way = WAY[cores];
    return below * (256 - way) + above * way;
  }
}
