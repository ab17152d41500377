package io.wattpack.api.site;

import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerState;

/**
 * One switchable miner group as the hub wants it; {@code known} is the state the hub believes it is
 * in.
 */
public record DesiredMiner(MinerGroupId id, MinerState known) {
  public boolean shouldRun() {
    return known == MinerState.STARTING || known == MinerState.ON;
  }
}
