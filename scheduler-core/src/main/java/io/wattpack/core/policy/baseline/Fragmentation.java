package io.wattpack.core.policy.baseline;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.TypicalShape;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.policy.Shape;
import java.util.BitSet;
import java.util.List;

/**
 * How much of what is free on a node is of no use to typical work.
 *
 * <p>For one typical shape, all that is free is a fragment when the shape does not fit the node;
 * else what lies on GPUs with less free than the shape needs of each. Main memory plays no part.
 * Counted in thousandths of GPUs times how often the shape was seen, so that sums are exact.
 */
final class Fragmentation {
  private final int count;
  private final long[] cpuMilli;
  private final int[] gpuCount;
  private final int[] milli;
  private final int[] weight;
  private final BitSet[] gpuModels;
  private final long weightTotal;

  /**
   * @param dense the GPU models by their dense number
   */
  Fragmentation(List<TypicalShape> typical, List<GpuModelId> dense) {
    count = typical.size();
    cpuMilli = typical.stream().mapToLong(TypicalShape::cpuMilli).toArray();
    gpuCount = typical.stream().mapToInt(TypicalShape::gpuCount).toArray();
    milli = typical.stream().mapToInt(TypicalShape::milli).toArray();
    weight = typical.stream().mapToInt(TypicalShape::count).toArray();
    gpuModels = typical.stream().map(shape -> accepted(shape, dense)).toArray(BitSet[]::new);
    weightTotal = typical.stream().mapToLong(TypicalShape::count).sum();
  }

  private static BitSet accepted(TypicalShape shape, List<GpuModelId> dense) {
    BitSet accepted = new BitSet();
    for (int model = 0; model < dense.size(); model++) {
      accepted.set(
          model, shape.gpuModels().isEmpty() || shape.gpuModels().contains(dense.get(model)));
    }
    return accepted;
  }

  /** Pieces of typical work that the weights add up to. */
  long weightTotal() {
    return weightTotal;
  }

  /** The weighted fragments that placing the shape there would take away; negative: would add. */
  long gain(NodeView node, Shape shape, int slot) {
    int[] after = Booking.at(node, shape, slot).milliFree();
    return weighted(node.gpuModel(), node.cpuMilliFree(), Booking.none(node, shape).milliFree())
        - weighted(node.gpuModel(), node.cpuMilliFree() - shape.cpuMilli(), after);
  }

  private long weighted(int gpuModel, long cpuFree, int[] milliFree) {
    long free = 0;
    for (int here : milliFree) {
      free += here;
    }
    long weighted = 0;
    for (int typical = 0; typical < count; typical++) {
      boolean mayFit =
          gpuCount[typical] > 0 && cpuFree >= cpuMilli[typical] && gpuModels[typical].get(gpuModel);
      weighted += weight[typical] * (mayFit ? tooSmall(typical, milliFree, free) : free);
    }
    return weighted;
  }

  private long tooSmall(int typical, int[] milliFree, long free) {
    long tooSmall = 0;
    int fitting = 0;
    for (int here : milliFree) {
      if (here < milli[typical]) {
        tooSmall += here;
      } else {
        fitting++;
      }
    }
    return fitting >= gpuCount[typical] ? tooSmall : free;
  }
}
