package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class TasksTest {
  private static FleetFixture site() {
    return fleet().site("solo", 20_000).node("n1", "solo", 4);
  }

  @Test
  void shouldEndWhenItCompletes() {
    Scene scene = given(site()).task("t1", STANDARD, 1, 1000).steps().ready(1).steps();

    scene.stopped(1, StopCause.COMPLETED).steps();

    assertThat(scene.job("t1")).isNull();
  }

  @Test
  void shouldBeTriedThreeTimesWhenItFails() {
    Scene scene = given(site()).task("t1", STANDARD, 1, 1000).steps();

    scene.stopped(1, StopCause.FAILED).steps();
    scene.stopped(2, StopCause.FAILED).steps();
    assertThat(scene.nodesOf("t1")).hasSize(1);

    scene.stopped(3, StopCause.FAILED).steps();
    assertThat(scene.job("t1")).isNull();
  }

  @Test
  void shouldStopWhenItIsCancelledAndEndWhenThatIsConfirmed() {
    Scene scene = given(site()).task("t1", STANDARD, 1, 1000).steps();

    scene.cancelled("t1").steps();
    assertThat(scene.stops()).containsExactly(1L);
    assertThat(scene.job("t1")).isNotNull();

    scene.stopped(1, StopCause.REQUESTED).steps();
    assertThat(scene.job("t1")).isNull();
  }

  @Test
  void shouldEndAtOnceWhenItIsCancelledWhileItWaits() {
    Scene scene = given(site()).limit("solo", 0).task("t1", STANDARD, 1, 1000).steps();

    scene.cancelled("t1").steps();

    assertThat(scene.job("t1")).isNull();
  }

  @Test
  void shouldGoOnlyToGpuModelsItAccepts() {
    Scene scene = given(site().gpuModel("other", 80_000).node("n2", "solo", "other", 1));

    scene.task("t1", STANDARD, only("other")).task("t2", STANDARD, only("unheard-of")).steps();

    assertThat(scene.nodesOf("t1")).containsExactly("n2");
    assertThat(scene.whyWaits("t2").code()).isEqualTo(ReasonCode.NO_COMPATIBLE_GPU);
  }

  private static TaskWork only(String gpuModel) {
    return new TaskWork(
        1, GpuShare.WHOLE, new Mebibytes(1_000), List.of(new GpuModelId(gpuModel)), 1_000);
  }

  @Test
  void shouldNotShareAGpuWhoseMemoryIsTaken() {
    Scene scene = given(site());
    TaskWork large = new TaskWork(1, new GpuShare(100), new Mebibytes(50_000), List.of(), 1_000);

    scene.task("t1", STANDARD, large).task("t2", STANDARD, large).steps();

    assertThat(scene.replica(1).devices()).isNotEqualTo(scene.replica(2).devices());
  }

  @Test
  void shouldExplainManyEqualTasksOnce() {
    Scene scene = given(site()).limit("solo", 0).steps();
    for (int i = 0; i < 1_000; i++) {
      scene.task("t" + i, STANDARD, 1, 1000);
    }

    scene.steps();

    assertThat(scene.plans.stream().map(Plan::waiting).mapToInt(List::size).sum()).isEqualTo(1);
    assertThat(scene.whyWaits("t999").code()).isEqualTo(ReasonCode.IN_BREACH);
  }

  @Test
  void shouldExplainManyUnequalTasksInBoundedPlans() {
    Scene scene = given(site()).limit("solo", 0).steps();
    for (int i = 0; i < 1_000; i++) {
      TaskWork work = new TaskWork(1, GpuShare.WHOLE, new Mebibytes(i), List.of(), 1_000);
      scene.task("t" + i, STANDARD, work);
    }

    scene.steps();

    assertThat(scene.plans)
        .extracting(plan -> plan.waiting().size())
        .containsExactly(256, 256, 256, 232);
    assertThat(scene.whyWaits("t999").code()).isEqualTo(ReasonCode.IN_BREACH);
  }

  @Test
  void shouldStartABoundedNumberInOneStepAndTheRestAtOnce() {
    FleetFixture large = fleet().site("solo", 10_000_000);
    for (int i = 0; i < 100; i++) {
      large.node("n%03d".formatted(i), "solo", 8);
    }
    Scene scene = given(large);
    for (int i = 0; i < 700; i++) {
      scene.task("t" + i, STANDARD, 1, 1000);
    }

    scene.steps();

    assertThat(scene.plans)
        .extracting(plan -> plan.bundles().size())
        .containsExactly(256, 256, 188);
  }

  @Test
  void shouldRefuseWhatMakesNoSense() {
    Scene scene = given(site()).task("t1", STANDARD, 1, 1000).steps();

    scene
        .task("t1", STANDARD, 1, 1000)
        .task("t2", STANDARD, -1, 1000)
        .task("t3", STANDARD, 2, 500)
        .cancelled("nobody")
        .ended("t1")
        .ready(99)
        .minerStopped("nobody", 0, 1)
        .limit("nowhere", 1)
        .progressed("t1", 1, 1, 1)
        .steps();

    assertThat(scene.refusals())
        .containsExactly(
            ReasonCode.NOT_APPLICABLE,
            ReasonCode.NOT_APPLICABLE,
            ReasonCode.NOT_APPLICABLE,
            ReasonCode.UNKNOWN_ID,
            ReasonCode.NOT_APPLICABLE,
            ReasonCode.UNKNOWN_ID,
            ReasonCode.UNKNOWN_ID,
            ReasonCode.UNKNOWN_ID,
            ReasonCode.NOT_APPLICABLE);
  }
}
