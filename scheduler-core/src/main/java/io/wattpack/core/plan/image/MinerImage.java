package io.wattpack.core.plan.image;

import io.wattpack.core.model.MinerFall;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.MinerSteps;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A miner group that can be switched.
 *
 * @param offSince when steps last went off; null: none ever did
 * @param onSince when steps were last ordered on; null: none ever were
 * @param steps null: by a version that knew only groups of one step
 * @param falls that are not confirmed, the oldest first; by versions that kept none: none
 */
public record MinerImage(
    MinerGroupId minerGroup,
    MinerState state,
    @Nullable EpochMillis offSince,
    @Nullable EpochMillis onSince,
    @Nullable MinerSteps steps,
    List<MinerFall> falls) {
  public MinerImage {
    falls = List.copyOf(falls);
  }

  /** The steps, or what they were when groups had only one. */
  public MinerSteps stepsKnown() {
    return steps == null ? MinerSteps.of(state) : steps;
  }
}
