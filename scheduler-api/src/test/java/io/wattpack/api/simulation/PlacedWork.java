package io.wattpack.api.simulation;

import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.plan.TaskRejected;

/**
 * Decisions of a run about more than plain replicas.
 *
 * @param gangs started with several members
 * @param slices started in a hardware slice
 * @param cpuOnly started without a GPU
 * @param drained told to stop because their place is drained
 * @param rejected tasks that did not wait
 */
record PlacedWork(long gangs, long slices, long cpuOnly, long drained, long rejected) {
  static final PlacedWork NONE = new PlacedWork(0, 0, 0, 0, 0);

  PlacedWork and(PlacedWork other) {
    return new PlacedWork(
        gangs + other.gangs,
        slices + other.slices,
        cpuOnly + other.cpuOnly,
        drained + other.drained,
        rejected + other.rejected);
  }

  PlacedWork and(Plan plan) {
    PlacedWork sum = this;
    for (var bundle : plan.bundles()) {
      for (Decision decision : bundle.decisions()) {
        sum = sum.and(decision);
      }
    }
    return sum;
  }

  private PlacedWork and(Decision decision) {
    return switch (decision) {
      case ReplicaStart start ->
          new PlacedWork(
              gangs + (start.hosts().size() > 1 ? 1 : 0),
              slices + (start.devices().stream().anyMatch(gpu -> gpu.mig() != null) ? 1 : 0),
              cpuOnly + (start.devices().isEmpty() ? 1 : 0),
              drained,
              rejected);
      case ReplicaStop stop ->
          new PlacedWork(
              gangs,
              slices,
              cpuOnly,
              drained + (stop.reason().code() == ReasonCode.DRAINED ? 1 : 0),
              rejected);
      case TaskRejected rejection -> new PlacedWork(gangs, slices, cpuOnly, drained, rejected + 1);
      default -> this;
    };
  }

  @Override
  public String toString() {
    return "gangs %d, slices %d, without a GPU %d, drained %d, rejected %d"
        .formatted(gangs, slices, cpuOnly, drained, rejected);
  }
}
