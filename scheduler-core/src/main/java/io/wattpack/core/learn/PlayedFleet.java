package io.wattpack.core.learn;

import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.policy.PlainNodeView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a game in dense form, in the order in which they win ties, and a cursor over them
 * that scorers read.
 */
final class PlayedFleet implements PlainNodeView {
  private static final int WHOLE = 1000;

  final int nodes;
  final int[] kindOf;
  final int[] modelOf;
  final int[] gpuFirst;
  final int[] gpusFree;
  final int[] milliFree;
  final long[] cpuFree;
  final long[] memoryFree;
  private final FleetSketch sketch;
  private int node;
  private NodeKind kind;

  PlayedFleet(FleetSketch sketch, int[] order) {
    this.sketch = sketch;
    nodes = order.length;
    kindOf = new int[nodes];
    modelOf = new int[nodes];
    gpuFirst = new int[nodes + 1];
    gpusFree = new int[nodes];
    cpuFree = new long[nodes];
    memoryFree = new long[nodes];
    for (int i = 0; i < nodes; i++) {
      fill(i, sketch.kindOf(order[i]));
    }
    milliFree = new int[gpuFirst[nodes]];
    Arrays.fill(milliFree, WHOLE);
    kind = sketch.kind(0);
  }

  private void fill(int index, int kindOfNode) {
    NodeKind made = sketch.kind(kindOfNode);
    kindOf[index] = kindOfNode;
    modelOf[index] = sketch.gpuModels().indexOf(made.gpuModel());
    gpuFirst[index + 1] = gpuFirst[index] + made.gpuCount();
    gpusFree[index] = made.gpuCount();
    cpuFree[index] = made.cpuMilli();
    memoryFree[index] = made.hostMemory();
  }

  PlayedFleet at(int index) {
    node = index;
    kind = sketch.kind(kindOf[index]);
    return this;
  }

  /** The fullest GPU of a node with room for a share, the first of equals; -1: none. */
  int fullestWithRoom(int index, int share) {
    int best = -1;
    for (int gpu = gpuFirst[index]; gpu < gpuFirst[index + 1]; gpu++) {
      if (milliFree[gpu] >= share && (best < 0 || milliFree[gpu] < milliFree[best])) {
        best = gpu;
      }
    }
    return best < 0 ? -1 : best - gpuFirst[index];
  }

  /** Takes room for a shape; a share in that slot, whole GPUs from the first free one. */
  void book(int index, WorkShape shape, int slot) {
    take(cpuFree, index, shape.cpuMilli());
    take(memoryFree, index, shape.hostMemory());
    if (shape.isShare()) {
      bookShare(index, gpuFirst[index] + slot, shape.shareMilli());
    } else {
      bookWhole(index, shape.gpuCount());
    }
  }

  private static void take(long[] free, int index, long taken) {
    if (free[index] != NOT_COUNTED) {
      free[index] -= taken;
    }
  }

  private void bookShare(int index, int gpu, int share) {
    gpusFree[index] -= milliFree[gpu] == WHOLE ? 1 : 0;
    milliFree[gpu] -= share;
  }

  private void bookWhole(int index, int count) {
    int left = count;
    for (int gpu = gpuFirst[index]; left > 0; gpu++) {
      if (milliFree[gpu] == WHOLE) {
        milliFree[gpu] = 0;
        left--;
      }
    }
    gpusFree[index] -= count;
  }

  @Override
  public int gpuModel() {
    return modelOf[node];
  }

  @Override
  public int gpuCount() {
    return gpuFirst[node + 1] - gpuFirst[node];
  }

  @Override
  public int gpusFree() {
    return gpusFree[node];
  }

  @Override
  public int milliFree(int slot) {
    return milliFree[gpuFirst[node] + slot];
  }

  @Override
  public long cpuMilli() {
    return kind.cpuMilli();
  }

  @Override
  public long cpuMilliFree() {
    return cpuFree[node];
  }

  @Override
  public long hostMemoryFree() {
    return memoryFree[node];
  }

  @Override
  public long riseWatts(int slot) {
    return milliFree(slot) == WHOLE ? gpuPeakWatts() - gpuIdleWatts() : 0;
  }

  @Override
  public long gpuIdleWatts() {
    return kind.gpuIdleWatts();
  }

  @Override
  public long gpuPeakWatts() {
    return kind.gpuPeakWatts();
  }

  @Override
  public @Nullable CpuPackage cpuPackage() {
    return kind.cpuPackage();
  }
}
