package io.wattpack.core.engine;

import io.wattpack.core.plan.Plan;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step gives back.
 *
 * @param moreWork the step stopped at its bound: step again at once
 * @param nextWakeAt when time alone could change something (an expiring limit, a quiet minute);
 *     null: never
 * @param unsound bundles the checker refused: a defect, to be alarmed
 */
public record StepResult(
    Plan plan, boolean moreWork, @Nullable EpochMillis nextWakeAt, List<UnsoundBundle> unsound) {
  public StepResult {
    unsound = List.copyOf(unsound);
  }
}
