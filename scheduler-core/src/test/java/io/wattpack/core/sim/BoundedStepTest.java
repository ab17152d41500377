package io.wattpack.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.engine.StepResult;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobWork;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Promise 8: nothing that one tenant sends makes a step long or endless. */
class BoundedStepTest {
  private static final EpochMillis NOW = new EpochMillis(1_800_000_000_000L);
  private static final int DECISIONS_MAX = 2_000;
  private static final int STEPS_MAX = 100;
  private static final int JOBS = 3_000;

  private final Engine engine = Engine.create();
  private long seq;
  private int steps;

  @Test
  void shouldStayBoundedWhenATenantSubmitsThousandsOfTasksAtOnce() {
    settle(fleet());

    settle(jobs(id -> new TaskWork(1, new GpuShare(1), Mebibytes.ZERO, List.of(), 1_000)));

    assertThat(engine.status().replicas()).hasSizeGreaterThan(100);
  }

  @Test
  void shouldStayBoundedWhenNoTwoTasksAreAlike() {
    settle(fleet());

    settle(
        jobs(
            id ->
                new TaskWork(
                    1, new GpuShare((int) (id % 1000) + 1), new Mebibytes(id), List.of(), id)));

    assertThat(engine.status().jobs()).hasSize(JOBS);
  }

  @Test
  void shouldStayBoundedWhenBatchesAreAsLargeAsTheyMayBe() {
    settle(fleet());

    settle(
        jobs(
            id ->
                new BatchWork(
                    new ModelId("m-embed"),
                    1_000_000_000L,
                    1_000_000_000_000L,
                    1_000_000_000L,
                    NOW,
                    List.of())));

    assertThat(engine.status().jobs()).hasSize(JOBS);
  }

  private static List<Event> fleet() {
    Fleet fleet = FleetGenerator.generate(new SplittableRandom(9), SimulationOptions.DEFAULT);
    return List.of(new FleetApplied(fleet, ManagedBy.FILE));
  }

  private static List<Event> jobs(LongFunction<JobWork> work) {
    List<Event> events = new ArrayList<>();
    for (long id = 0; id < JOBS; id++) {
      Job job =
          new Job(
              new JobId("job-" + id),
              new TenantId("acme"),
              ServiceTier.STANDARD,
              work.apply(id),
              NOW);
      events.add(new JobSubmitted(job));
    }
    return events;
  }

  private void settle(List<Event> events) {
    List<Input> inputs = new ArrayList<>();
    for (Event event : events) {
      seq++;
      inputs.add(new Input(seq, NOW, event));
    }
    StepResult result = step(inputs);
    while (result.moreWork()) {
      result = step(List.of());
    }
  }

  private StepResult step(List<Input> inputs) {
    StepResult result = engine.step(new StepInput(NOW, inputs));
    steps++;
    assertThat(steps).as("steps in a row").isLessThan(STEPS_MAX);
    assertThat(result.unsound()).isEmpty();
    assertThat(result.plan().bundles().stream().mapToInt(bundle -> bundle.decisions().size()).sum())
        .as("decisions of one step")
        .isLessThan(DECISIONS_MAX);
    return result;
  }
}
