package io.wattpack.core.engine;

import io.wattpack.core.learn.FleetSketch;
import io.wattpack.core.learn.Learning;
import io.wattpack.core.learn.LearningGoal;
import io.wattpack.core.learn.LearningPlan;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.WasteSettings;
import io.wattpack.core.sim.synthetic.SyntheticFleet;
import io.wattpack.core.sim.synthetic.SyntheticLoad;
import io.wattpack.core.sim.synthetic.SyntheticWork;
import io.wattpack.core.state.State;
import java.util.SplittableRandom;

/** A made-up fleet of a named size, 85 % full, decided by a learned table. */
public final class SyntheticWorld {
  private static final int FULL_PERMILLE = 850;

  /** Arrivals with departures, so that the fleet is as mixed as one that has run for long. */
  private static final int CHURN_STEPS = 20_000;

  private final SyntheticWork work = new SyntheticWork(new SplittableRandom(1));
  private final SyntheticLoad load;

  private SyntheticWorld(Fleet fleet) {
    load = new SyntheticLoad(fleet, policyFor(fleet), FULL_PERMILLE, new SplittableRandom(2));
    load.fill(work);
    for (int i = 0; i < CHURN_STEPS; i++) {
      load.settle(load.step(load.arrival(work.next())));
    }
  }

  /** GPUs: small 1 000, medium 10 000, large 100 000. */
  public static SyntheticWorld of(String size) {
    return new SyntheticWorld(
        SyntheticFleet.of(
            switch (size) {
              case "small" -> 1_000;
              case "medium" -> 10_000;
              case "large" -> 100_000;
              default ->
                  throw new IllegalArgumentException(
                      "The size must be small, medium or large, but was %s.".formatted(size));
            }));
  }

  private static PlacementPolicy policyFor(Fleet fleet) {
    LearningPlan plan = new LearningPlan(1, 3, 1, 0, WasteSettings.PACKING, LearningGoal.PACKING);
    Learning learning = Learning.of(FleetSketch.of(fleet), SyntheticWork.mix(), plan);
    boolean isLearning = true;
    while (isLearning) {
      isLearning = learning.advance();
    }
    return PlacementPolicy.learned(PolicyName.WATTPACK, learning.result().table());
  }

  public SyntheticWork work() {
    return work;
  }

  public SyntheticLoad load() {
    return load;
  }

  public State state() {
    return load.engine().state();
  }
}
