package io.wattpack.api.http.operator;

import io.wattpack.api.view.StatusView;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TypicalShape;
import io.wattpack.core.state.JobStatus;
import io.wattpack.core.state.PoolStatus;
import io.wattpack.core.units.GpuShare;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The work that is known now as a typical workload: each member of each unfinished task, and of
 * each pool as many replicas as it should have, but one at least, of every profile it may use.
 * Equal shapes are counted together, in the order in which they are first met.
 */
final class TypicalWork {
  private final Map<Asked, Integer> counts = new LinkedHashMap<>();

  /** A shape without its count. */
  private record Asked(long cpuMilli, int gpuCount, int milli, List<GpuModelId> gpuModels) {}

  private TypicalWork() {}

  static List<TypicalShape> of(StatusView picture) {
    TypicalWork work = new TypicalWork();
    picture.status().jobs().forEach(work::add);
    for (PoolStatus pool : picture.status().pools()) {
      picture.fleet().modelProfiles().stream()
          .filter(profile -> profile.model().equals(pool.spec().id().model()))
          .forEach(profile -> work.add(profile, Math.max(1, pool.target())));
    }
    return work.shapes();
  }

  private void add(JobStatus job) {
    if (job.job().work() instanceof TaskWork task) {
      add(task.needs(), task.gpuCount(), task.share(), task.gpuModels(), task.members());
    }
  }

  private void add(ModelProfile profile, int replicas) {
    add(
        profile.needs(),
        profile.gpuCount(),
        profile.share(),
        List.of(profile.gpuModel()),
        profile.members() * replicas);
  }

  private void add(
      NodeNeeds needs, int gpus, GpuShare share, List<GpuModelId> models, int members) {
    int milli = gpus == 0 ? 0 : milli(needs.migProfile(), share);
    counts.merge(new Asked(needs.cpuMilli(), gpus, milli, models), members, Integer::sum);
  }

  private static int milli(@Nullable String mig, GpuShare share) {
    if (mig == null) {
      return share.milli();
    }
    for (MigLayout layout : MigLayout.values()) {
      MigProfile profile = layout.profile(mig);
      if (profile != null) {
        return profile.milli();
      }
    }
    return share.milli();
  }

  private List<TypicalShape> shapes() {
    return counts.entrySet().stream()
        .map(
            each ->
                new TypicalShape(
                    each.getKey().cpuMilli(),
                    each.getKey().gpuCount(),
                    each.getKey().milli(),
                    each.getKey().gpuModels(),
                    each.getValue()))
        .toList();
  }
}
