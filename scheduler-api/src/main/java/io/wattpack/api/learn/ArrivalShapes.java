package io.wattpack.api.learn;

import io.wattpack.core.learn.WorkShape;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.ReplicaStart;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What work asks of single nodes: a gang counts once for each of its members. */
final class ArrivalShapes {
  private static final int MEMBERS_MOST = 256;

  private ArrivalShapes() {}

  /** None when no GPU of the fleet can be cut into the slice it asks for. */
  static List<WorkShape> of(TaskWork work, Fleet fleet) {
    NodeNeeds needs = work.needs();
    if (needs.migProfile() == null) {
      return members(
          work.members(), shape(needs, work.gpuCount(), work.share().milli(), work.gpuModels()));
    }
    List<GpuModelId> models =
        fleet.gpuModels().stream()
            .filter(model -> accepts(work, model.id()))
            .filter(model -> model.mig().profile(needs.migProfile()) != null)
            .map(GpuModel::id)
            .toList();
    return slice(fleet, needs.migProfile())
        .map(slice -> members(work.members(), shape(needs, 1, slice.milli(), models)))
        .orElse(List.of());
  }

  /** None for a task's replica, which counted when it came. */
  static List<WorkShape> of(ReplicaStart start, Fleet fleet) {
    if (!(start.owner() instanceof PoolId pool)) {
      return List.of();
    }
    HostBooking host = start.hosts().getFirst();
    DeviceBooking device = start.devices().isEmpty() ? null : start.devices().getFirst();
    List<GpuModelId> models =
        fleet.modelProfiles().stream()
            .filter(profile -> profile.model().equals(pool.model()))
            .filter(profile -> isTaken(profile, start, device))
            .map(ModelProfile::gpuModel)
            .toList();
    int shareMilli = device == null ? 0 : device.share().milli();
    NodeNeeds needs = new NodeNeeds(host.cpuMilli(), host.memory(), false, null);
    return members(start.hosts().size(), shape(needs, start.gpusPerMember(), shareMilli, models));
  }

  private static WorkShape shape(
      NodeNeeds needs, int gpuCount, int shareMilli, List<GpuModelId> models) {
    return new WorkShape(
        needs.cpuMilli(), needs.memory().value(), gpuCount, gpuCount == 0 ? 0 : shareMilli, models);
  }

  private static List<WorkShape> members(int members, WorkShape shape) {
    return Collections.nCopies(Math.min(members, MEMBERS_MOST), shape);
  }

  private static boolean accepts(TaskWork work, GpuModelId model) {
    return work.gpuModels().isEmpty() || work.gpuModels().contains(model);
  }

  private static Optional<MigProfile> slice(Fleet fleet, String name) {
    return fleet.gpuModels().stream()
        .flatMap(model -> Optional.ofNullable(model.mig().profile(name)).stream())
        .findFirst();
  }

  private static boolean isTaken(
      ModelProfile profile, ReplicaStart start, @Nullable DeviceBooking device) {
    if (profile.gpuCount() != start.gpusPerMember()
        || profile.members() != start.hosts().size()
        || device == null) {
      return false;
    }
    MigSlice slice = device.mig();
    return slice == null
        ? profile.needs().migProfile() == null && profile.share().equals(device.share())
        : slice.profile().equals(profile.needs().migProfile());
  }
}
