package io.wattpack.api.report.replay;

import io.wattpack.api.report.trace.TracePod;
import io.wattpack.core.learn.WorkloadMix;
import java.util.Optional;

/**
 * Starts without any knowledge, and learns once from the first pods it has seen, as the service
 * does.
 */
final class ColdPlayer implements ArrivalPlayer {
  /** Pods that have to be seen before there is something to learn from. */
  static final int LEARN_AFTER = 300;

  private final EnginePlayer engine;
  private final ColdLearning learning;
  private final WorkloadMix.Counter seen = new WorkloadMix.Counter();
  private int count;

  ColdPlayer(EnginePlayer engine, ColdLearning learning) {
    this.engine = engine;
    this.learning = learning;
  }

  @Override
  public Optional<PodPlacement> offer(TracePod pod) {
    if (count < LEARN_AFTER) {
      seen.add(TraceLearning.shape(pod), 1);
    }
    count++;
    return engine.offer(pod);
  }

  @Override
  public void rest() {
    if (count == LEARN_AFTER) {
      engine.decideBy(learning.from(seen.mix()));
    }
  }
}
