package io.wattpack.core.policy;

import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MigProfile;
import java.util.ArrayList;
import java.util.List;

/** A node with one GPU that can be cut into hardware slices. */
final class CutGpu implements PlainNodeView {
  private final MigLayout layout;
  private final List<MigProfile> held = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();

  CutGpu(MigLayout layout) {
    this.layout = layout;
  }

  void hold(MigProfile profile, int start) {
    held.add(profile);
    starts.add(start);
  }

  /** Gives back the slice that was taken last. */
  void giveBack() {
    held.removeLast();
    starts.removeLast();
  }

  @Override
  public int slicesUsed(int slot) {
    int used = 0;
    for (int i = 0; i < held.size(); i++) {
      used |= held.get(i).mask(starts.get(i));
    }
    return used;
  }

  @Override
  public int sliceCount(int slot, int profile) {
    MigProfile counted = layout.profiles().get(profile);
    return (int) held.stream().filter(counted::equals).count();
  }

  @Override
  public MigLayout migLayout() {
    return layout;
  }

  @Override
  public int milliFree(int slot) {
    return 1000 - held.stream().mapToInt(MigProfile::milli).sum();
  }

  @Override
  public int gpuModel() {
    return 0;
  }

  @Override
  public int gpuCount() {
    return 1;
  }

  @Override
  public int gpusFree() {
    return held.isEmpty() ? 1 : 0;
  }

  @Override
  public long cpuMilli() {
    return NOT_COUNTED;
  }

  @Override
  public long cpuMilliFree() {
    return NOT_COUNTED;
  }

  @Override
  public long gpuIdleWatts() {
    return 0;
  }

  @Override
  public long gpuPeakWatts() {
    return 0;
  }
}
