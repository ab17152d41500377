package io.wattpack.api.report.replay;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What one policy made of a trace.
 *
 * @param allocatedEndPercent what was allocated at the end, in % of the GPUs
 * @param unallocatedGpus GPUs, in parts, that nothing was booked on at the end
 * @param failedPods pods refused
 * @param fragmentationPercent fragments at the end, in % of the GPUs
 * @param decisionsPerSecond decisions of the pass that was measured, by the time they took
 * @param placementsPerSecond of those the ones that placed a pod, by their time alone
 * @param refusalsPerSecond the same of those that refused one
 * @param p50Micros microseconds half of the decisions took at most
 * @param p99Micros microseconds 99 % of them took at most
 * @param learnSeconds how long the policy learned beforehand; null: it does not learn
 * @param curve by rising {@code arrivedPercent}
 */
public record ReplayResult(
    String policy,
    long seed,
    double allocatedEndPercent,
    double unallocatedGpus,
    int failedPods,
    double fragmentationPercent,
    double decisionsPerSecond,
    double placementsPerSecond,
    double refusalsPerSecond,
    double p50Micros,
    double p99Micros,
    @Nullable Double learnSeconds,
    List<CurvePoint> curve) {
  public ReplayResult {
    curve = List.copyOf(curve);
  }

  /** Allocated % when so much had arrived; empty: the arrivals did not come that far. */
  public OptionalDouble allocatedAt(int arrivedPercent) {
    @Nullable CurvePoint point = at(arrivedPercent);
    return point == null ? OptionalDouble.empty() : OptionalDouble.of(point.allocatedPercent());
  }

  /** Kilowatts when so much had arrived; empty as above, or when watts are not known. */
  public OptionalDouble kilowattsAt(int arrivedPercent) {
    @Nullable CurvePoint point = at(arrivedPercent);
    return point == null || point.kilowatts() == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(point.kilowatts());
  }

  /** On a small fleet a single arrival can skip percentages: then what was before still holds. */
  private @Nullable CurvePoint at(int arrivedPercent) {
    @Nullable CurvePoint last = null;
    for (CurvePoint point : curve) {
      if (point.arrivedPercent() >= arrivedPercent) {
        return point.arrivedPercent() == arrivedPercent ? point : last;
      }
      last = point;
    }
    return null;
  }
}
