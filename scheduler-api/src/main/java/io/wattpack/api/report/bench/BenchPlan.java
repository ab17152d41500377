package io.wattpack.api.report.bench;

import io.wattpack.core.learn.LearningGoal;
import io.wattpack.core.learn.LearningPlan;
import io.wattpack.core.model.WasteSettings;

/**
 * How much is measured.
 *
 * @param gpus size of the fleet, at least 100
 * @param fullPermille how full it is kept, in thousandths of its GPUs
 * @param warmUpMillis steps of that long are not counted
 * @param placeMillis steps of that long are, for placements
 * @param refuseMillis and for refusals
 * @param learning how the policy learns beforehand
 * @param seed of arrivals and departures
 */
public record BenchPlan(
    int gpus,
    int fullPermille,
    long warmUpMillis,
    long placeMillis,
    long refuseMillis,
    LearningPlan learning,
    long seed) {

  /** What the command measures. */
  public static BenchPlan of(int gpus) {
    return new BenchPlan(gpus, 850, 30_000, 10_000, 5_000, small(), 1);
  }

  /** A table good enough to decide by; the best one is no faster. */
  static LearningPlan small() {
    return new LearningPlan(1, 3, 1, 0, WasteSettings.PACKING, LearningGoal.PACKING);
  }
}
