package io.wattpack.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.engine.StepResult;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.MinerStatus;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the real scheduler makes of the demo fleet, with sites that do at once what they are told.
 */
class DemoFleetEngineTest {
  private final Engine engine = Engine.create();
  private final List<Event> confirmations = new ArrayList<>();
  private long now = 1_000_000;
  private long seq;

  @BeforeEach
  void applyTheDemoFleet() throws IOException {
    if (FleetFile.read(RepositoryFiles.path("deploy/examples/demo-fleet.yaml"))
        instanceof FleetFileResult.Valid valid) {
      give(new FleetApplied(valid.fleet(), ManagedBy.FILE));
    }
  }

  @Test
  void shouldRunAllMinersAndOneInteractiveReplicaWhenNothingIsAsked() {
    assertThat(engine.fleet()).isNotEqualTo(Fleet.EMPTY);
    assertThat(engine.status().miners()).extracting(MinerStatus::state).containsOnly(MinerState.ON);
    assertThat(replicas()).extracting(ReplicaStatus::tier).containsExactly(ServiceTier.INTERACTIVE);
    assertThat(engine.status().domains())
        .allSatisfy(domain -> assertThat(domain.breach()).isEqualTo(Watts.ZERO));
  }

  @Test
  void shouldServeAThousandShortLinesAtAllThreeSitesBesideTheMiners() {
    give(batch(1_000, 14_096));

    assertThat(standardSites().distinct()).hasSize(3);
    assertThat(engine.status().miners()).extracting(MinerStatus::state).containsOnly(MinerState.ON);
  }

  @Test
  void shouldFillThePoolWhenTwentyThousandLinesWait() {
    give(batch(20_000, 287_447));

    assertThat(standardSites()).hasSize(12);
    assertThat(standardSites().distinct()).hasSize(3);
  }

  @Test
  void shouldLeaveTheBaseLoadAsBreachWhenEverySiteIsLimitedToZero() {
    give(batch(20_000, 287_447));
    tops().forEach(top -> give(new LimitChanged(top.domain().id(), Watts.ZERO, null)));

    assertThat(replicas()).isEmpty();
    assertThat(engine.status().miners())
        .extracting(MinerStatus::state)
        .containsOnly(MinerState.OFF);
    assertThat(tops())
        .hasSize(3)
        .allSatisfy(
            top -> assertThat(top.breach()).isEqualTo(top.ceiling()).isNotEqualTo(Watts.ZERO));
  }

  @Test
  void shouldGoOnWhenTheLimitsAreTakenAway() {
    give(batch(20_000, 287_447));
    tops().forEach(top -> give(new LimitChanged(top.domain().id(), Watts.ZERO, null)));
    tops().forEach(top -> give(new LimitChanged(top.domain().id(), null, null)));

    assertThat(standardSites()).hasSize(12);
    assertThat(tops()).allSatisfy(top -> assertThat(top.breach()).isEqualTo(Watts.ZERO));
  }

  @Test
  void shouldLetMinersYieldAndWorkWaitForPowerWhenEveryLargeGpuIsWanted() {
    for (int i = 0; i < 14; i++) {
      give(task(i));
    }

    assertThat(engine.status().miners())
        .anyMatch(miner -> miner.steps().drawn() < miner.group().steps());
    assertThat(engine.status().jobs())
        .filteredOn(job -> job.waiting() != null)
        .isNotEmpty()
        .allSatisfy(job -> assertThat(job.waiting().code()).isEqualTo(ReasonCode.POWER_LIMITED));
    assertThat(engine.status().domains())
        .allSatisfy(domain -> assertThat(domain.headroom().value()).isNotNegative());
  }

  private Event task(int number) {
    TaskWork work =
        new TaskWork(
            8, GpuShare.WHOLE, new Mebibytes(70_000), List.of(new GpuModelId("h100-sxm")), 600_000);
    return new JobSubmitted(
        new Job(
            new JobId("job_" + number),
            new TenantId("customer-b"),
            ServiceTier.STANDARD,
            work,
            new EpochMillis(now)));
  }

  private Stream<SiteId> standardSites() {
    return replicas().stream()
        .filter(replica -> replica.tier() == ServiceTier.STANDARD)
        .map(ReplicaStatus::site);
  }

  private List<ReplicaStatus> replicas() {
    return engine.status().replicas().stream()
        .filter(replica -> replica.state() == ReplicaState.READY)
        .toList();
  }

  private List<DomainStatus> tops() {
    return engine.status().domains().stream()
        .filter(domain -> domain.domain().parent() == null)
        .toList();
  }

  private Event batch(long lines, long tokens) {
    BatchWork work =
        new BatchWork(
            new ModelId("all-minilm-l6-v2"),
            lines,
            tokens,
            Math.ceilDiv(lines, 64L),
            new EpochMillis(now + 86_400_000),
            List.of());
    return new JobSubmitted(
        new Job(
            new JobId("batch_1"),
            new TenantId("customer-a"),
            ServiceTier.STANDARD,
            work,
            new EpochMillis(now)));
  }

  /** Gives the event to the scheduler and answers for the sites until nothing more is decided. */
  private void give(Event event) {
    confirmations.add(event);
    boolean moreWork = true;
    for (int round = 0; moreWork || !confirmations.isEmpty(); round++) {
      assertThat(round).as("rounds until the plan settles").isLessThan(200);
      moreWork = step();
    }
  }

  private boolean step() {
    List<Input> inputs = new ArrayList<>();
    now += 100;
    for (Event event : confirmations) {
      inputs.add(new Input(++seq, new EpochMillis(now), event));
    }
    confirmations.clear();
    StepResult result = engine.step(new StepInput(new EpochMillis(now), inputs));
    assertThat(result.unsound()).isEmpty();
    assertThat(result.plan().refusals()).isEmpty();
    result.plan().bundles().forEach(bundle -> bundle.decisions().forEach(this::confirm));
    return result.moreWork();
  }

  private void confirm(Decision decision) {
    switch (decision) {
      case ReplicaStart start -> confirmations.add(new ReplicaReady(start.replica()));
      case ReplicaStop stop ->
          confirmations.add(new ReplicaStopped(stop.replica(), StopCause.REQUESTED));
      case MinerOn on ->
          confirmations.add(new MinerStarted(on.minerGroup(), on.steps(), on.order()));
      case MinerOff off ->
          confirmations.add(new MinerStopped(off.minerGroup(), off.steps(), off.order()));
      default -> {}
    }
  }
}
