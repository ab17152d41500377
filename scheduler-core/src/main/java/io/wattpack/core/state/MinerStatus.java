package io.wattpack.core.state;

import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.MinerSteps;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * A miner group now.
 *
 * @param offSince when steps last went off; null: none ever did
 * @param onSince when steps were last ordered on; null: none ever were
 * @param operatorLimit the operator's limit in force; null: none
 */
public record MinerStatus(
    MinerGroup group,
    SiteId site,
    MinerSteps steps,
    @Nullable EpochMillis offSince,
    @Nullable EpochMillis onSince,
    @Nullable MinerLimit operatorLimit) {
  public MinerState state() {
    return steps.state();
  }

  /** What it can draw now, confirmed or not. */
  public Watts wattsDrawn() {
    return new Watts(group.wattsOf(steps.drawn()));
  }
}
