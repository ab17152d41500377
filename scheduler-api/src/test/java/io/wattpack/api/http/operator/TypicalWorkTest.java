package io.wattpack.api.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.view.StatusView;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobState;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.model.TypicalShape;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.JobStatus;
import io.wattpack.core.state.PlacementStatus;
import io.wattpack.core.state.PoolStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Millijoules;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypicalWorkTest {
  private static final ModelId MINI = new ModelId("mini");
  private static final GpuModelId L4 = new GpuModelId("l4");

  @Test
  void shouldCountMembersOfTasksAndTargetsOfPools() {
    StatusView picture =
        picture(
            5,
            task(1, GpuShare.WHOLE, 0, 1, null),
            task(8, GpuShare.WHOLE, 4_000, 2, null),
            task(1, GpuShare.WHOLE, 0, 1, null));

    assertThat(TypicalWork.of(picture))
        .containsExactly(
            new TypicalShape(0, 1, 1000, List.of(), 2),
            new TypicalShape(4_000, 8, 1000, List.of(), 2),
            new TypicalShape(500, 1, 250, List.of(L4), 5));
  }

  @Test
  void shouldCountAPoolThatWantsNothingOnce() {
    assertThat(TypicalWork.of(picture(0)))
        .containsExactly(new TypicalShape(500, 1, 250, List.of(L4), 1));
  }

  @Test
  void shouldMeasureASliceByItsComputeAndCoresAsNoGpu() {
    StatusView picture =
        picture(
            0, task(1, GpuShare.WHOLE, 0, 1, "3g.40gb"), task(0, GpuShare.WHOLE, 2_000, 1, null));

    assertThat(TypicalWork.of(picture))
        .startsWith(
            new TypicalShape(0, 1, 428, List.of(), 1), new TypicalShape(2_000, 0, 0, List.of(), 1));
  }

  private static TaskWork task(
      int gpus, GpuShare share, long cpuMilli, int members, @Nullable String mig) {
    return new TaskWork(
        gpus,
        share,
        Mebibytes.ZERO,
        List.of(),
        1_000,
        new NodeNeeds(cpuMilli, Mebibytes.ZERO, false, mig),
        members,
        PlacementRules.NONE,
        true);
  }

  private static StatusView picture(int target, TaskWork... tasks) {
    ModelProfile profile =
        new ModelProfile(
            MINI,
            L4,
            1,
            new GpuShare(250),
            new Mebibytes(1),
            new NodeNeeds(500, Mebibytes.ZERO, false, null),
            1,
            1,
            1,
            1,
            FigureSource.ASSUMED);
    PoolSpec pool = new PoolSpec(new PoolId(MINI, ServiceTier.STANDARD), 0, 9);
    Fleet fleet =
        new Fleet(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(profile),
            List.of(pool),
            List.of());
    FleetStatus status =
        new FleetStatus(
            EpochMillis.ZERO,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new PoolStatus(pool, target, 0, 0, 0, 0, 0, List.of(), null)),
            List.of(),
            Arrays.stream(tasks).map(TypicalWorkTest::status).toList(),
            PlacementStatus.NOTHING_CLOSED,
            List.of(),
            List.of());
    return new StatusView(1, fleet, status);
  }

  private static JobStatus status(TaskWork task) {
    Job job =
        new Job(new JobId("job"), new TenantId("t"), ServiceTier.STANDARD, task, EpochMillis.ZERO);
    return new JobStatus(job, JobState.WAITING, 0, 0, new Millijoules(0), null);
  }
}
