package io.wattpack.api.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.learn.WorkShape;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalShapesTest {
  private static final GpuModelId A100 = new GpuModelId("a100");
  private static final GpuModelId H100 = new GpuModelId("h100");
  private static final GpuModelId T4 = new GpuModelId("t4");
  private static final ModelId MODEL = new ModelId("llama");
  private static final NodeNeeds NEEDS = new NodeNeeds(4_000, new Mebibytes(100), false, null);

  @Test
  void shouldCountAGangOnceForEachMember() {
    assertThat(ArrivalShapes.of(task(2, GpuShare.WHOLE, NEEDS, 3, H100, A100), fleet()))
        .hasSize(3)
        .containsOnly(new WorkShape(4_000, 100, 2, 1000, List.of(A100, H100)));
  }

  @Test
  void shouldHaveNoShareWithoutGpus() {
    assertThat(ArrivalShapes.of(task(0, GpuShare.WHOLE, NEEDS, 1), fleet()))
        .containsExactly(new WorkShape(4_000, 100, 0, 0, List.of()));
  }

  @Test
  void shouldTakeASliceForTheShareItIsOfTheGpusThatHaveIt() {
    NodeNeeds slice = new NodeNeeds(0, Mebibytes.ZERO, false, "3g.40gb");

    assertThat(ArrivalShapes.of(task(1, GpuShare.WHOLE, slice, 1), fleet()))
        .containsExactly(new WorkShape(0, 0, 1, 428, List.of(A100)));
    NodeNeeds unknown = new NodeNeeds(0, Mebibytes.ZERO, false, "9g.1gb");
    assertThat(ArrivalShapes.of(task(1, GpuShare.WHOLE, unknown, 1), fleet())).isEmpty();
  }

  @Test
  void shouldLetAReplicaOfAPoolGoWhereverItsModelRunsInThatShape() {
    PoolId pool = new PoolId(MODEL, ServiceTier.STANDARD);
    assertThat(ArrivalShapes.of(start(pool, new GpuShare(500)), fleet()))
        .containsExactly(new WorkShape(4_000, 100, 1, 500, List.of(A100, H100)));
    assertThat(ArrivalShapes.of(start(pool, GpuShare.WHOLE), fleet()))
        .containsExactly(new WorkShape(4_000, 100, 1, 1000, List.of(T4)));
  }

  @Test
  void shouldNotCountATaskAgainWhenItStarts() {
    ReplicaOwner task = new JobId("t");
    assertThat(ArrivalShapes.of(start(task, GpuShare.WHOLE), fleet())).isEmpty();
  }

  private static TaskWork task(
      int gpus, GpuShare share, NodeNeeds needs, int members, GpuModelId... models) {
    return new TaskWork(
        gpus,
        share,
        new Mebibytes(1),
        List.of(models),
        1_000,
        needs,
        members,
        PlacementRules.NONE,
        true);
  }

  private static ReplicaStart start(ReplicaOwner owner, GpuShare share) {
    NodeId node = new NodeId("n");
    return new ReplicaStart(
        new ReplicaId(1),
        owner,
        ServiceTier.STANDARD,
        List.of(new DeviceBooking(node, 0, share, new Mebibytes(1))),
        List.of(new HostBooking(node, 4_000, new Mebibytes(100))),
        0,
        0,
        Reason.of(ReasonCode.BACKLOG));
  }

  private static Fleet fleet() {
    return new Fleet(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(gpu(A100, MigLayout.A100_80), gpu(H100, MigLayout.NONE), gpu(T4, MigLayout.NONE)),
        List.of(),
        List.of(
            profile(H100, new GpuShare(500)),
            profile(A100, new GpuShare(500)),
            profile(T4, GpuShare.WHOLE)),
        List.of(),
        List.of());
  }

  private static GpuModel gpu(GpuModelId id, MigLayout mig) {
    return new GpuModel(
        id,
        new Mebibytes(80_000),
        Watts.of(50),
        Watts.of(400),
        Watts.of(100),
        mig,
        FigureSource.ASSUMED);
  }

  private static ModelProfile profile(GpuModelId gpu, GpuShare share) {
    return new ModelProfile(
        MODEL, gpu, 1, share, new Mebibytes(1), NEEDS, 1, 100, 10, 1_000, FigureSource.ASSUMED);
  }
}
