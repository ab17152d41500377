package io.wattpack.core.policy.baseline;

import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.policy.PlainNodeView;
import io.wattpack.core.units.Watts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node drawn by what is free on each of its GPUs. */
record FakeNode(
    int gpuModel, long cpuMilli, long cpuMilliFree, int kindsHosted, int closedSlot, int... milli)
    implements PlainNodeView {
  static FakeNode of(int... milliFree) {
    return new FakeNode(0, 64_000, 64_000, 0, -1, milliFree);
  }

  FakeNode cpu(long milli, long free) {
    return new FakeNode(gpuModel, milli, free, kindsHosted, closedSlot, this.milli);
  }

  FakeNode hosting(int kinds) {
    return new FakeNode(gpuModel, cpuMilli, cpuMilliFree, kinds, closedSlot, milli);
  }

  FakeNode model(int number) {
    return new FakeNode(number, cpuMilli, cpuMilliFree, kindsHosted, closedSlot, milli);
  }

  FakeNode closed(int slot) {
    return new FakeNode(gpuModel, cpuMilli, cpuMilliFree, kindsHosted, slot, milli);
  }

  @Override
  public int gpuCount() {
    return milli.length;
  }

  @Override
  public int gpusFree() {
    return (int) Arrays.stream(milli).filter(free -> free == 1000).count();
  }

  @Override
  public int milliFree(int slot) {
    return milli[slot];
  }

  @Override
  public long memoryFree(int slot) {
    return 80_000;
  }

  @Override
  public boolean isOpen(int slot) {
    return slot != closedSlot;
  }

  @Override
  public long riseWatts(int slot) {
    return milli[slot] == 1000 ? 60 : 0;
  }

  @Override
  public long gpuIdleWatts() {
    return 10;
  }

  @Override
  public long gpuPeakWatts() {
    return 70;
  }

  /** 20 W idle, 165 W full, 24 cores of two threads. */
  @Override
  public @Nullable CpuPackage cpuPackage() {
    return new CpuPackage(new Watts(20), new Watts(165), 48);
  }
}
