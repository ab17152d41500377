package io.wattpack.api.site;

import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerState;

/**
 * One switchable miner group as the hub wants it.
 *
 * @param steps how many of its steps should run; 0: off
 * @param order number of the order that said so; what the site reports names the newest it heard
 * @param known the state the hub believes the group is in
 */
public record DesiredMiner(MinerGroupId id, int steps, long order, MinerState known) {
  public boolean shouldRun() {
    return steps > 0;
  }
}
