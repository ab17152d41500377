package io.wattpack.api.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.journal.EntryKind;
import io.wattpack.api.journal.FencedException;
import io.wattpack.api.journal.JournalEntry;
import io.wattpack.api.journal.StorageFullException;
import io.wattpack.api.journal.StoreOptions;
import io.wattpack.api.site.DesiredReplica;
import io.wattpack.api.site.DesiredState;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobCancelled;
import io.wattpack.core.event.JobEnded;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.units.EpochMillis;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerLoopTest {
  @TempDir Path folder;
  private LoopRig rig;
  private VirtualTime time;

  @BeforeEach
  void open() {
    rig = new LoopRig(folder, VirtualTime.create());
    time = rig.time;
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void runningBatch() {
    rig.started();
    rig.submit(SmallWorld.applied("north"));
    rig.submit(SmallWorld.batch("batch_1", time));
    assertThat(rig.within(60_000, () -> !rig.replicas(ReplicaState.READY).isEmpty())).isTrue();
  }

  @Test
  void shouldRunABatchOnAReadyReplica() {
    runningBatch();
    assertThat(rig.replicas(ReplicaState.READY).getFirst().owner()).isEqualTo(SmallWorld.POOL);
    assertThat(rig.entries().getFirst().kind()).isEqualTo(EntryKind.TAKEOVER);
    assertThat(rig.failures).isEmpty();
  }

  @Test
  void shouldStopWorkWhenALimitFallsAndRunItAgainWhenItRises() {
    runningBatch();
    rig.submit(SmallWorld.limit("north", 0));
    assertThat(rig.within(SmallWorld.STOP_MILLIS + 100, () -> rig.status().replicas().isEmpty()))
        .isTrue();
    assertThat(rig.within(2_000, () -> miner() == MinerState.OFF)).isTrue();
    assertThat(north().breach().value()).as("what base load leaves").isPositive();

    rig.after(60_000);
    assertThat(rig.status().replicas()).isEmpty();
    rig.submit(SmallWorld.limitTaken("north"));
    assertThat(rig.within(60_000, () -> !rig.replicas(ReplicaState.READY).isEmpty())).isTrue();
    assertThat(north().breach().value()).isZero();
  }

  private MinerState miner() {
    return rig.status().miners().getFirst().state();
  }

  private DomainStatus north() {
    return rig.status().domains().getFirst();
  }

  @Test
  void shouldRunWorkAgainByItselfWhenALimitEnds() {
    runningBatch();
    EpochMillis end = new EpochMillis(time.millis() + 300_000);
    rig.submit(SmallWorld.limit("north", 0, end));
    rig.after(299_000);
    assertThat(rig.status().replicas()).isEmpty();
    assertThat(rig.within(30_000, () -> !rig.replicas(ReplicaState.READY).isEmpty())).isTrue();
  }

  @Test
  void shouldEndATaskThatHasRunItsTime() {
    rig.started();
    rig.submit(SmallWorld.applied("north"));
    rig.submit(SmallWorld.task("job_1", 9_000, time));
    assertThat(rig.within(60_000, () -> rig.replicas(ReplicaState.READY).size() == 1)).isTrue();
    assertThat(rig.within(10_000, () -> rig.status().jobs().isEmpty())).isTrue();
    assertThat(rig.within(1_000, () -> rig.status().replicas().isEmpty())).isTrue();
  }

  @Test
  void shouldAcknowledgeWhatIsOnDiskBeforeItIsDecided() {
    LoopRig.PlanGate[] gate = new LoopRig.PlanGate[1];
    rig.wrapping(store -> gate[0] = new LoopRig.PlanGate(store)).started();
    rig.submit(SmallWorld.applied("north"));
    rig.after(10_000);
    gate[0].holding = true;
    rig.submit(SmallWorld.batch("batch_1", time));
    int told = rig.sequences.size();
    int sent = rig.desired.size();
    long second = rig.submit(SmallWorld.batch("batch_2", time));

    assertThat(rig.journal.last()).as("the plan is not written yet").isEqualTo(second);
    assertThat(rig.sequences).as("listeners wait").hasSize(told);
    assertThat(rig.desired).as("sites wait").hasSize(sent);

    gate[0].release();
    time.runDue();
    assertThat(rig.desired).hasSizeGreaterThan(sent);
    assertThat(rig.status().lastInput()).as("and then the other is decided on").isEqualTo(second);
  }

  @Test
  void shouldLetLimitsPassWhatWaits() {
    rig.started();
    rig.submit(SmallWorld.applied("north"));
    List<CompletableFuture<Long>> jobs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      jobs.add(rig.loop.submit(SmallWorld.batch("batch_" + i, time)));
    }
    CompletableFuture<Long> raise = rig.loop.submit(SmallWorld.limit("north", 9_000));
    CompletableFuture<Long> fall = rig.loop.submit(SmallWorld.limit("north", 1_000));
    CompletableFuture<Long> miners = rig.loop.submit(SmallWorld.minersLimited("north", 0));
    time.runDue();
    assertThat(fall.join()).isEqualTo(raise.join() + 1);
    assertThat(miners.join()).isEqualTo(fall.join() + 1);
    assertThat(jobs).allMatch(job -> job.join() > miners.join());
  }

  @Test
  void shouldRefuseWhatDoesNotFitIntoTheInbox() {
    rig.with(new LoopOptions(2, 512, Duration.ofMinutes(1), 10_000)).started();
    rig.submit(SmallWorld.applied("north"));
    CompletableFuture<Long> first = rig.loop.submit(SmallWorld.batch("batch_1", time));
    CompletableFuture<Long> second = rig.loop.submit(SmallWorld.batch("batch_2", time));
    CompletableFuture<Long> third = rig.loop.submit(SmallWorld.batch("batch_3", time));
    CompletableFuture<Long> limit = rig.loop.submit(SmallWorld.limit("north", 1_000));
    time.runDue();
    assertThat(third.exceptionNow()).isInstanceOf(InboxFullException.class);
    assertThat(List.of(first, second, limit)).allMatch(taken -> !taken.isCompletedExceptionally());
    assertThat(rig.submit(SmallWorld.batch("batch_3", time))).isPositive();
  }

  @Test
  void shouldStopForGoodWhenAPlanCannotBeWritten() {
    LoopRig.PlanGate[] gate = new LoopRig.PlanGate[1];
    rig.wrapping(store -> gate[0] = new LoopRig.PlanGate(store)).started();
    rig.submit(SmallWorld.applied("north"));
    rig.after(10_000);
    int sent = rig.desired.size();
    gate[0].refusal = new StorageFullException("no room", null);
    rig.submit(SmallWorld.batch("batch_1", time));

    assertThat(rig.failures).containsExactly(gate[0].refusal);
    assertThat(rig.desired).hasSize(sent);
    assertThat(rig.links).endsWith("-north");
    assertThat(rig.loop.submit(SmallWorld.batch("batch_2", time)).exceptionNow())
        .isInstanceOf(LoopStoppedException.class);

    rig.kill();
    rig.wrapping(store -> store).started();
    assertThat(rig.within(60_000, () -> !rig.replicas(ReplicaState.READY).isEmpty())).isTrue();
  }

  @Test
  void shouldStopWhenAnotherProcessHasTakenOver() throws SQLException {
    runningBatch();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + rig.file());
        Statement bump = other.createStatement()) {
      bump.executeUpdate("UPDATE store_epoch SET epoch = epoch + 1");
    }
    CompletableFuture<Long> refused = rig.loop.submit(new JobEnded(new JobId("batch_1")));
    time.runDue();
    assertThat(refused.exceptionNow()).isInstanceOf(FencedException.class);
    assertThat(rig.failures).hasSize(1).first().isInstanceOf(FencedException.class);
  }

  @Test
  void shouldObeyALimitWhenStorageIsFull() {
    rig.with(StoreOptions.DEFAULT.withMaxPages(200)).started();
    rig.submit(SmallWorld.applied("north"));
    rig.submit(SmallWorld.batch("batch_0", time));
    assertThat(rig.within(60_000, () -> !rig.replicas(ReplicaState.READY).isEmpty())).isTrue();
    CompletableFuture<Long> last = CompletableFuture.completedFuture(0L);
    for (int i = 0; i < 20_000 && !last.isCompletedExceptionally(); i++) {
      last = rig.loop.submit(new JobCancelled(new JobId("batch_" + "x".repeat(180) + i)));
      if (i % 100 == 0) {
        time.runDue();
      }
    }
    time.runDue();
    assertThat(last.exceptionNow()).isInstanceOf(StorageFullException.class);

    rig.submit(SmallWorld.limit("north", 0));
    assertThat(rig.failures).isEmpty();
    assertThat(rig.replicas(ReplicaState.READY)).isEmpty();
    assertThat(rig.replicas(ReplicaState.DRAINING)).isNotEmpty();
  }

  @Test
  void shouldLinkTheSitesOfTheFleetAndOnlyThose() {
    rig.started();
    rig.submit(SmallWorld.applied("north"));
    rig.submit(SmallWorld.applied("north", "south"));
    assertThat(rig.links).containsExactly("+north", "+south");
    rig.kill();
    rig.links.clear();
    rig.started();
    assertThat(rig.links).containsExactly("+north", "+south");
  }

  @Test
  void shouldNotAskForWhatAnAcceptedInputHasEndedWhenItStartsAgain() {
    LoopRig.PlanGate[] gate = new LoopRig.PlanGate[1];
    rig.wrapping(store -> gate[0] = new LoopRig.PlanGate(store));
    runningBatch();
    ReplicaId gone = rig.replicas(ReplicaState.READY).getFirst().id();
    gate[0].holding = true;
    rig.submit(new ReplicaStopped(gone, StopCause.FAILED));
    rig.kill();
    rig.desired.clear();
    rig.wrapping(store -> store).started();
    assertThat(rig.desired)
        .isNotEmpty()
        .flatExtracting(DesiredState::replicas)
        .extracting(DesiredReplica::id)
        .doesNotContain(gone);
  }

  @Test
  void shouldTellListenersFirstOfAStateThatReflectsAllThatWasAccepted() {
    LoopRig.PlanGate[] gate = new LoopRig.PlanGate[1];
    rig.wrapping(store -> gate[0] = new LoopRig.PlanGate(store));
    runningBatch();
    gate[0].holding = true;
    rig.submit(SmallWorld.limit("north", 0));
    rig.submit(SmallWorld.applied("north", "south"));
    rig.kill();
    rig.fleets.clear();
    rig.wrapping(store -> store).started();
    assertThat(rig.fleets).isNotEmpty().allMatch(fleet -> fleet.sites().size() == 2);
  }

  @Test
  void shouldTellListenersZeroFirstAndNeverGoBack() {
    runningBatch();
    assertThat(rig.sequences.getFirst()).isZero();
    assertThat(rig.sequences).isSorted();
    assertThat(rig.sequences.get(1)).isPositive();
    assertThat(rig.desired)
        .extracting(state -> state.sequence())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldWriteNothingWhileNothingChanges() {
    runningBatch();
    rig.after(120_000);
    long last = rig.journal.last();
    rig.after(3_600_000);
    assertThat(rig.journal.last()).isEqualTo(last);
  }

  @Test
  void shouldAnswerAQuestionFromACopyThatNobodyElseSees() {
    runningBatch();
    FleetStatus now = rig.status;

    CompletableFuture<FleetStatus> asked =
        rig.loop.ask(
            engine -> {
              FleetStatus seen = engine.status();
              var unused =
                  engine.step(
                      new StepInput(
                          seen.at(),
                          List.of(
                              new Input(
                                  seen.lastInput() + 1, seen.at(), SmallWorld.limit("north", 0)))));
              return seen;
            },
            time);
    time.runDue();

    assertThat(asked.join().replicas()).isEqualTo(now.replicas());
    rig.after(60_000);
    assertThat(rig.status.replicas()).isEqualTo(now.replicas());
  }

  @Test
  void shouldTakeNothingMoreWhenStopped() {
    runningBatch();
    CompletableFuture<Void> stopped = rig.loop.stop();
    time.runDue();
    assertThat(stopped).isCompleted();
    assertThat(rig.links).endsWith("-north");
    assertThat(rig.loop.submit(SmallWorld.batch("batch_2", time)).exceptionNow())
        .isInstanceOf(LoopStoppedException.class);
    long last = rig.journal.last();
    rig.after(600_000);
    assertThat(rig.journal.last()).isEqualTo(last);
    assertThat(rig.failures).isEmpty();
  }

  @Test
  void shouldRefuseToStartOnADamagedJournal() throws SQLException {
    runningBatch();
    List<JournalEntry> entries = rig.entries();
    rig.kill();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + rig.file());
        Statement damage = other.createStatement()) {
      damage.executeUpdate("UPDATE journal SET body = replace(body, '1', '2') WHERE kind = 'PLAN'");
    }
    rig.desired.clear();
    rig.started();
    long firstPlan =
        entries.stream().filter(e -> e.kind() == EntryKind.PLAN).findFirst().orElseThrow().seq();
    assertThat(rig.failures).hasSize(1);
    assertThat(rig.failures.getFirst())
        .hasMessageContaining("Entry " + firstPlan + " of the journal");
    assertThat(rig.desired).isEmpty();
  }
}
