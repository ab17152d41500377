package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.TaskRejected;
import io.wattpack.core.state.State;
import io.wattpack.core.state.StateDigest;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskRulesTest {
  private static final long NEED_MAX = 1_000_000_000L;

  private final State state = new State();
  private long seq;

  @BeforeEach
  void applyFleet() {
    happens(new FleetApplied(fleet().site("solo", 20_000).build(), ManagedBy.FILE));
  }

  private @Nullable Reason happens(Event event) {
    return state.apply(new Input(++seq, new EpochMillis(1_000), event));
  }

  private @Nullable Reason submitted(String id, TaskWork work) {
    return happens(
        new JobSubmitted(
            new Job(
                new JobId(id),
                new TenantId("acme"),
                ServiceTier.STANDARD,
                work,
                new EpochMillis(1_000))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("possible")
  void shouldAcceptWhatSomeFleetCouldRun(TaskWork work) {
    assertThat(submitted("t1", work)).isNull();
  }

  static List<TaskWork> possible() {
    return List.of(
        work(0, 1000, 1, NodeNeeds.NONE, PlacementRules.NONE),
        work(0, 500, 9, needs(2_000, 4_096, null), PlacementRules.NONE),
        work(1, 1, 1, needs(NEED_MAX, NEED_MAX, null), PlacementRules.NONE),
        work(8, 1000, 4, new NodeNeeds(0, Mebibytes.ZERO, true, null), PlacementRules.NONE),
        work(1, 1000, 1, needs(0, 0, "3g.40gb"), PlacementRules.NONE),
        work(1, 1000, 1, NodeNeeds.NONE, rules(64, everyLevel(1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("impossible")
  void shouldRefuseWhatNoFleetCouldRun(TaskWork work) {
    Reason refusal = submitted("t1", work);

    assertThat(refusal).isEqualTo(Reason.about(ReasonCode.NOT_APPLICABLE, "t1"));
    assertThat(state.jobs().all()).isEmpty();
  }

  static List<TaskWork> impossible() {
    List<SpreadLimit> twice = Collections.nCopies(2, new SpreadLimit(SpreadLevel.NODE, 1));
    return List.of(
        work(-1, 1000, 1, NodeNeeds.NONE, PlacementRules.NONE),
        work(2, 500, 1, NodeNeeds.NONE, PlacementRules.NONE),
        work(1, 1000, 0, NodeNeeds.NONE, PlacementRules.NONE),
        work(1, 500, 2, NodeNeeds.NONE, PlacementRules.NONE),
        work(1, 1000, 2, needs(0, 0, "3g.40gb"), PlacementRules.NONE),
        work(0, 1000, 1, needs(0, 0, "3g.40gb"), PlacementRules.NONE),
        work(2, 1000, 1, needs(0, 0, "3g.40gb"), PlacementRules.NONE),
        work(1, 1000, 1, needs(-1, 0, null), PlacementRules.NONE),
        work(1, 1000, 1, needs(NEED_MAX + 1, 0, null), PlacementRules.NONE),
        work(1, 1000, 1, needs(0, NEED_MAX + 1, null), PlacementRules.NONE),
        work(1, 1000, 1, NodeNeeds.NONE, rules(65, List.of())),
        work(1, 1000, 1, NodeNeeds.NONE, rules(0, twice)),
        work(1, 1000, 1, NodeNeeds.NONE, rules(0, everyLevel(0))),
        new TaskWork(1, GpuShare.WHOLE, Mebibytes.ZERO, List.of(), -1),
        new TaskWork(
            1,
            GpuShare.WHOLE,
            Mebibytes.ZERO,
            List.of(new GpuModelId("gpu"), new GpuModelId("other")),
            1));
  }

  private static TaskWork work(
      int gpus, int milli, int members, NodeNeeds needs, PlacementRules rules) {
    return new TaskWork(
        gpus,
        new GpuShare(milli),
        new Mebibytes(1_000),
        List.of(),
        60_000,
        needs,
        members,
        rules,
        true);
  }

  private static NodeNeeds needs(long cpuMilli, long memory, @Nullable String mig) {
    return new NodeNeeds(cpuMilli, new Mebibytes(memory), false, mig);
  }

  private static PlacementRules rules(int tolerations, List<SpreadLimit> spread) {
    List<String> keys = IntStream.range(0, tolerations).mapToObj(i -> "key-" + i).toList();
    return new PlacementRules(spread, keys);
  }

  private static List<SpreadLimit> everyLevel(int max) {
    List<SpreadLimit> all = new ArrayList<>();
    for (SpreadLevel level : SpreadLevel.values()) {
      all.add(new SpreadLimit(level, max));
    }
    return all;
  }

  @Test
  void shouldBeGoneOnceItIsRejected() {
    long before = StateDigest.of(state);
    int mark = state.checkpoint();
    submitted("t1", impatient());
    submitted("t2", impatient());

    state.apply(new TaskRejected(new JobId("t1"), Reason.of(ReasonCode.DOES_NOT_WAIT)));
    assertThat(state.jobs().slotOf(new JobId("t1"))).isNegative();
    assertThat(state.queue().size()).isEqualTo(1);

    state.apply(new TaskRejected(new JobId("t2"), Reason.of(ReasonCode.DOES_NOT_WAIT)));
    assertThat(state.queue().isEmpty()).isTrue();

    state.rollback(mark);
    assertThat(StateDigest.of(state)).isEqualTo(before);
  }

  private static TaskWork impatient() {
    return new TaskWork(
        1,
        GpuShare.WHOLE,
        Mebibytes.ZERO,
        List.of(),
        1_000,
        NodeNeeds.NONE,
        1,
        PlacementRules.NONE,
        false);
  }
}
