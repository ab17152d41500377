package io.wattpack.api.learn;

import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.learn.FleetSketch;
import io.wattpack.core.learn.LearnedTable;
import io.wattpack.core.learn.Learning;
import io.wattpack.core.learn.LearningPlan;
import io.wattpack.core.learn.WorkShape;
import io.wattpack.core.learn.WorkloadMix;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.WasteTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One time of learning: from what, for what, and how far it is. */
final class Lesson {
  private final Situation situation;
  private final long seen;
  private final WorkloadMix form;
  private final Learning learning;

  private Lesson(Situation situation, long seen, WorkloadMix form, Learning learning) {
    this.situation = situation;
    this.seen = seen;
    this.form = form;
    this.learning = learning;
  }

  /**
   * One that has not begun; null: no GPU is there, or none was asked for.
   *
   * @param seen arrivals that had come
   * @param work the arrivals to learn from
   */
  static @Nullable Lesson of(Situation situation, long seen, List<WorkShape> work, long seed) {
    FleetSketch sketch = FleetSketch.of(situation.fleet());
    WorkloadMix mix = WorkloadMix.of(work);
    if (sketch.nodes() == 0 || mix.demandMilli() == 0) {
      return null;
    }
    WorkloadMix blend = mix.withMultiGpu(sketch, WorkloadMix.MULTI_GPU_PERMILLE);
    LearningPlan plan = situation.plan(seed);
    WasteTable prior = situation.policy().table();
    return new Lesson(
        situation,
        seen,
        MixForm.of(work),
        prior == null
            ? Learning.of(sketch, blend, plan)
            : Learning.from(prior, sketch, blend, plan));
  }

  Situation situation() {
    return situation;
  }

  long seen() {
    return seen;
  }

  WorkloadMix form() {
    return form;
  }

  /** Plays a game; says whether there is more to do. */
  boolean advance() {
    return learning.advance();
  }

  /** What was found; only once there is nothing more to do. */
  LearnedTable result() {
    return learning.result();
  }

  /** The policy in force with what was found. */
  PolicyApplied event() {
    return new PolicyApplied(PlacementPolicy.learned(situation.policy().name(), result().table()));
  }

  /** Whether what was found is another table than the one in force. */
  boolean isBetter() {
    WasteTable inForce = situation.policy().table();
    return inForce == null || !result().table().equals(inForce);
  }
}
