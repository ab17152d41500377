package io.wattpack.core.policy.score;

import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.policy.PlainNodeView;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/** A node in a given state, of 30 W idle and 300 W peak GPUs and two packages of 32 threads. */
record FixedNode(int gpuModel, long cpuMilliFree, int... free) implements PlainNodeView {
  @Override
  public int gpuCount() {
    return free.length;
  }

  @Override
  public int gpusFree() {
    int count = 0;
    for (int milli : free) {
      count += milli == 1000 ? 1 : 0;
    }
    return count;
  }

  @Override
  public int milliFree(int slot) {
    return free[slot];
  }

  @Override
  public long cpuMilli() {
    return 64_000;
  }

  @Override
  public long gpuIdleWatts() {
    return 30;
  }

  @Override
  public long gpuPeakWatts() {
    return 300;
  }

  @Override
  public @Nullable CpuPackage cpuPackage() {
    return new CpuPackage(new Watts(20), new Watts(185), 32);
  }
}
