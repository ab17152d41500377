package io.wattpack.api.learn;

import io.wattpack.api.journal.EntryKind;
import io.wattpack.api.journal.Journal;
import io.wattpack.api.journal.JournalEntry;
import io.wattpack.api.journal.JournalSchema;
import io.wattpack.api.journal.Snapshots;
import io.wattpack.api.journal.SqliteStore;
import io.wattpack.api.journal.StoreOptions;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.loop.LoopMonitor;
import io.wattpack.api.loop.LoopOptions;
import io.wattpack.api.loop.PlanListener;
import io.wattpack.api.loop.SchedulerLoop;
import io.wattpack.api.loop.SnapshotWriting;
import io.wattpack.api.site.virtual.VirtualSite;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.learn.LearnedTable;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.state.FleetStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The shipped loop, journal, store and learner on virtual time; can be started again. */
final class LearnerRig implements AutoCloseable {
  static final LearnerOptions OPTIONS = new LearnerOptions(250, List.of(60, 120), 300, 100);

  final VirtualTime time = VirtualTime.create();
  final Heard heard = new Heard();
  private final Path file;
  private VirtualTime.Process process;
  private SqliteStore store;
  Journal journal;
  BackgroundLearner learner;
  private Intake counted;
  private SchedulerLoop loop;
  private @Nullable FleetStatus status;
  private boolean isFull;
  private long gameNanos;
  private long nanos;
  private int tasks;

  LearnerRig(Path folder) {
    this.file = folder.resolve("wattpack.db");
  }

  /** What the learner has told. */
  static final class Heard implements LearnerMonitor {
    int arrived;
    int drift = -1;
    int played;
    int learned;
    int applied;
    int abandoned;
    @Nullable LearnedTable best;
    @Nullable Throwable failure;

    @Override
    public void arrived(int pieces) {
      arrived += pieces;
    }

    @Override
    public void drifted(int permille) {
      drift = permille;
    }

    @Override
    public void played() {
      played++;
    }

    @Override
    public void learned(LearnedTable table) {
      learned++;
      best = table;
    }

    @Override
    public void applied() {
      applied++;
    }

    @Override
    public void abandoned() {
      abandoned++;
    }

    @Override
    public void failed(Throwable cause) {
      failure = cause;
    }
  }

  /** Each game takes so long, on the learner's own clock. */
  LearnerRig withGamesOf(Duration length) {
    gameNanos = length.toNanos();
    return this;
  }

  /** From now on events of the learner are refused, or no longer. */
  void refuse(boolean refuses) {
    isFull = refuses;
  }

  LearnerRig start() {
    process = time.process();
    store =
        SqliteStore.open(
            file,
            JournalSchema.MIGRATIONS,
            process.executor(),
            StoreOptions.DEFAULT.withMaxPages(20_000));
    journal = new Journal(store);
    learner =
        new BackgroundLearner(
            this::submitLearned,
            journal,
            () -> nanos += gameNanos,
            process.timer(),
            process.executor(),
            new SplittableRandom(7),
            OPTIONS,
            heard);
    PlanListener keeper = (sequence, plan, fleet, now) -> status = now;
    loop =
        new SchedulerLoop(
            Engine.create(),
            journal,
            new SnapshotWriting(new Snapshots(store), process.executor()),
            time,
            process.timer(),
            process.executor(),
            (site, fleet, observer) ->
                new VirtualSite(site, fleet, process.timer(), process.executor(), observer),
            List.of(keeper, learner),
            LoopOptions.DEFAULT,
            LoopMonitor.NONE);
    counted = learner.watching(loop);
    var unused = loop.start();
    time.runDue();
    return this;
  }

  private CompletableFuture<Long> submitLearned(Event event) {
    return isFull
        ? CompletableFuture.failedFuture(new IllegalStateException("Storage is full."))
        : loop.submit(event);
  }

  /** In good order. */
  LearnerRig startAgain() {
    learner.close();
    var unused = loop.stop();
    time.runDue();
    process.kill();
    store.close();
    return start();
  }

  void submit(Event event) {
    var accepted = counted.submit(event);
    while (!accepted.isDone()) {
      time.runNext();
    }
    accepted.join();
  }

  /** Submits tasks drawn from some work, one second after the other. */
  void arrive(int count, SomeWork work) {
    for (int i = 0; i < count; i++) {
      submit(SomeWork.submitted("t" + tasks, work.task(tasks++), time));
      time.advance(Duration.ofSeconds(1));
    }
  }

  PlacementPolicy policy() {
    if (status == null) {
      throw new AssertionError("The loop has told nothing yet.");
    }
    return status.placement().policy();
  }

  List<JournalEntry> entries() {
    return journal.read(0, 1_000_000);
  }

  /** Policies in the journal. */
  List<PlacementPolicy> applied() {
    List<PlacementPolicy> found = new ArrayList<>();
    for (JournalEntry entry : entries()) {
      if (entry.kind() == EntryKind.INPUT
          && entry.input().event() instanceof PolicyApplied applied) {
        found.add(applied.policy());
      }
    }
    return found;
  }

  @Override
  public void close() {
    store.abandon();
  }
}
