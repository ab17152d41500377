package io.wattpack.api.loop;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;

/**
 * Hears of every step once all of it is on disk, in order, on the loop's executor; must be quick.
 *
 * <p>A step that changed the state without deciding anything (a replica became READY) is told too,
 * with an empty plan.
 */
@FunctionalInterface
public interface PlanListener {
  /**
   * Takes the next step's outcome.
   *
   * @param sequence 0 for the first call after a start, which carries an empty plan and the first
   *     state that reflects all that was accepted before; then the number of the latest journal
   *     entry that {@code status} reflects: the plan's own, or with an empty plan that of the last
   *     input; never falls
   * @param status the state after the plan
   */
  void planned(long sequence, Plan plan, Fleet fleet, FleetStatus status);
}
