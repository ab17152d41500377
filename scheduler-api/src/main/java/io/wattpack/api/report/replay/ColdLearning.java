package io.wattpack.api.report.replay;

import io.wattpack.api.learn.TableLearning;
import io.wattpack.core.learn.FleetSketch;
import io.wattpack.core.learn.WorkloadMix;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** What was learned of a mix, once: every pass over a trace sees the same pods first. */
final class ColdLearning {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final PolicyName name;
  private final FleetSketch fleet;
  private final long seed;
  private final LongSupplier nanoTime;
  private final Map<Long, PlacementPolicy> learned = new LinkedHashMap<>();
  private long nanos;

  ColdLearning(PolicyName name, Fleet fleet, long seed, LongSupplier nanoTime) {
    this.name = name;
    this.fleet = FleetSketch.of(fleet);
    this.seed = seed;
    this.nanoTime = nanoTime;
  }

  PlacementPolicy from(WorkloadMix seen) {
    return learned.computeIfAbsent(seen.digest(), unknown -> learn(seen));
  }

  private PlacementPolicy learn(WorkloadMix seen) {
    long start = nanoTime.getAsLong();
    WorkloadMix mix = seen.withMultiGpu(fleet, WorkloadMix.MULTI_GPU_PERMILLE);
    PlacementPolicy policy =
        PlacementPolicy.learned(
            name,
            TableLearning.run(name, fleet, mix, seed, TableLearning.Progress.NONE)
                .learned()
                .table());
    nanos += nanoTime.getAsLong() - start;
    return policy;
  }

  /** How long all of it took. */
  long millis() {
    return nanos / NANOS_PER_MILLI;
  }
}
