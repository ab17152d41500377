package io.wattpack.core.placement;

import io.wattpack.core.policy.SubtreeView;
import io.wattpack.core.state.State;

/** Shows what is free below one domain after the other without making an object for each. */
final class SubtreeCursor implements SubtreeView {
  private final State state;
  private int domain;

  SubtreeCursor(State state) {
    this.state = state;
  }

  SubtreeCursor at(int index) {
    domain = index;
    return this;
  }

  @Override
  public int gpusFreeLeast(int gpuModel, int atLeast) {
    return state.devices().counts().gpusFreeLeast(domain, gpuModel, atLeast);
  }

  @Override
  public int milliFreeLeast(int gpuModel, int atLeast) {
    return state.devices().counts().milliFreeLeast(domain, gpuModel, atLeast);
  }

  @Override
  public long riseLeast(int gpuModel) {
    return state.topology().riseLeast(gpuModel);
  }
}
