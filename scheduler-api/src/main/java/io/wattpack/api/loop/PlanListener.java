package io.wattpack.api.loop;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;

/** Hears of every plan once it is on disk, in order, on the loop's executor; must be quick. */
@FunctionalInterface
public interface PlanListener {
  /**
   * Takes the next plan.
   *
   * @param sequence journal number of the plan; 0 for the first call after a start, which carries
   *     the recovered state and an empty plan
   * @param status the state after the plan
   */
  void planned(long sequence, Plan plan, Fleet fleet, FleetStatus status);
}
