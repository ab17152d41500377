package io.wattpack.api.loop;

import io.wattpack.api.journal.CommitPoint;
import io.wattpack.api.journal.EntryKind;
import io.wattpack.api.journal.Journal;
import io.wattpack.api.journal.JournalEntry;
import io.wattpack.api.journal.JournalSchema;
import io.wattpack.api.journal.Migration;
import io.wattpack.api.journal.Snapshots;
import io.wattpack.api.journal.SqliteStore;
import io.wattpack.api.journal.Store;
import io.wattpack.api.journal.StoreOptions;
import io.wattpack.api.site.DesiredReplica;
import io.wattpack.api.site.DesiredState;
import io.wattpack.api.site.SiteLink;
import io.wattpack.api.site.SiteObserver;
import io.wattpack.api.site.virtual.VirtualMetering;
import io.wattpack.api.site.virtual.VirtualSite;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.ReplicaStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shipped loop, journal, store, engine and virtual sites on virtual time; can be killed and
 * started again.
 */
final class LoopRig implements AutoCloseable {
  final VirtualTime time;
  final List<DesiredState> desired = new ArrayList<>();
  final List<String> links = new ArrayList<>();
  final List<Long> sequences = new ArrayList<>();
  final List<Fleet> fleets = new ArrayList<>();
  final List<Throwable> failures = new ArrayList<>();
  final List<Long> snapshots = new ArrayList<>();
  final List<Throwable> snapshotFailures = new ArrayList<>();
  final Map<Long, String> snapshotsSkipped = new TreeMap<>();
  final Map<Long, Long> digests = new TreeMap<>();
  private final Path file;
  private final Set<ReplicaId> starts = new HashSet<>();
  private long startsReadTo;
  private LoopOptions options = LoopOptions.DEFAULT;
  private StoreOptions storeOptions = StoreOptions.DEFAULT.withMaxPages(2_000);
  private UnaryOperator<Store> storeWrapper = UnaryOperator.identity();
  private List<Migration> migrations = JournalSchema.MIGRATIONS;
  private Function<LoopRig, PlanListener> listener = rig -> (sequence, plan, fleet, now) -> {};
  private @Nullable Duration meteredEvery;
  private Duration meterRepeat = Duration.ZERO;
  private RandomGenerator chance = new SplittableRandom(0);
  private Consumer<TelemetryReported> readings = reading -> {};
  private VirtualTime.Process process;
  private SqliteStore store;
  private Engine engine;
  Journal journal;
  SchedulerLoop loop;
  @Nullable FleetStatus status;

  LoopRig(Path folder, VirtualTime time) {
    this.file = folder.resolve("wattpack.db");
    this.time = time;
  }

  LoopRig with(LoopOptions bounds) {
    options = bounds;
    return this;
  }

  LoopRig with(StoreOptions bounds) {
    storeOptions = bounds;
    return this;
  }

  /** Every site has meters; what they report is told to {@code readings} as it is taken. */
  LoopRig metered(
      Duration every, Duration repeat, long seed, Consumer<TelemetryReported> readings) {
    meteredEvery = every;
    meterRepeat = repeat;
    chance = new SplittableRandom(seed);
    this.readings = readings;
    return this;
  }

  /** Something that keeps tables of its own hears of every step too, after the rig. */
  LoopRig hearing(List<Migration> tables, Function<LoopRig, PlanListener> made) {
    migrations = Stream.concat(JournalSchema.MIGRATIONS.stream(), tables.stream()).toList();
    listener = made;
    return this;
  }

  LoopRig wrapping(UnaryOperator<Store> wrapper) {
    storeWrapper = wrapper;
    return this;
  }

  /** A new process on the same data. */
  LoopRig start() {
    status = null;
    process = time.process();
    store = SqliteStore.open(file, migrations, process.executor(), storeOptions);
    Store wrapped = storeWrapper.apply(store);
    journal = new Journal(wrapped);
    engine = Engine.create();
    PlanListener other = listener.apply(this);
    loop =
        new SchedulerLoop(
            engine,
            journal,
            new SnapshotWriting(new Snapshots(wrapped), process.executor()),
            time,
            process.timer(),
            process.executor(),
            this::open,
            List.of(this::planned, other),
            options,
            new LoopMonitor() {
              @Override
              public void snapshotKept(long sequence, int bytes) {
                snapshots.add(sequence);
              }

              @Override
              public void snapshotSkipped(long sequence, String reason) {
                snapshotsSkipped.put(sequence, reason);
              }

              @Override
              public void snapshotFailed(Throwable cause) {
                snapshotFailures.add(cause);
              }

              @Override
              public void failed(Throwable cause) {
                failures.add(cause);
              }
            });
    var unused = loop.start();
    return this;
  }

  LoopRig started() {
    start();
    time.runDue();
    return this;
  }

  private SiteLink open(SiteId id, Fleet fleet, SiteObserver observer) {
    links.add("+" + id);
    VirtualSite site =
        new VirtualSite(
            id,
            fleet,
            process.timer(),
            process.executor(),
            heard(observer),
            (group, stopwatch, outbox, executor) -> {
              throw new IllegalStateException("There is no real miner here.");
            },
            meteredEvery == null
                ? null
                : new VirtualMetering(meteredEvery, meterRepeat, time, chance));
    return new SiteLink() {
      @Override
      public void desire(DesiredState state) {
        if (!startsOnDisk().containsAll(idsOf(state))) {
          throw new AssertionError("told before it was on disk: " + state);
        }
        desired.add(state);
        site.desire(state);
      }

      @Override
      public void close() {
        links.add("-" + id);
        site.close();
      }
    };
  }

  private SiteObserver heard(SiteObserver observer) {
    return (site, event) -> {
      if (event instanceof TelemetryReported reported) {
        readings.accept(reported);
      }
      return observer.observed(site, event);
    };
  }

  Executor executor() {
    return process.executor();
  }

  private static List<ReplicaId> idsOf(DesiredState state) {
    return state.replicas().stream().map(DesiredReplica::id).toList();
  }

  /** Reads only what is new: the journal may be long. */
  private Set<ReplicaId> startsOnDisk() {
    List<JournalEntry> fresh = journal.read(startsReadTo, 1_000_000);
    fresh.stream()
        .filter(entry -> entry.kind() == EntryKind.PLAN)
        .flatMap(entry -> entry.plan().bundles().stream())
        .flatMap(bundle -> bundle.decisions().stream())
        .filter(ReplicaStart.class::isInstance)
        .forEach(decision -> starts.add(((ReplicaStart) decision).replica()));
    startsReadTo = fresh.isEmpty() ? startsReadTo : fresh.getLast().seq();
    return starts;
  }

  private void planned(long sequence, Plan plan, Fleet fleet, FleetStatus now) {
    sequences.add(sequence);
    fleets.add(fleet);
    status = now;
    if (!plan.isEmpty()) {
      digests.put(sequence, engine.digest());
    }
  }

  long submit(Event event) {
    CompletableFuture<Long> accepted = loop.submit(event);
    time.runDue();
    return accepted.join();
  }

  void after(long millis) {
    time.advance(Duration.ofMillis(millis));
  }

  boolean within(long millis, BooleanSupplier condition) {
    return time.runUntil(Duration.ofMillis(millis), condition);
  }

  FleetStatus status() {
    if (status == null) {
      throw new AssertionError("The loop has told nothing yet.");
    }
    return status;
  }

  List<ReplicaStatus> replicas(ReplicaState state) {
    return status().replicas().stream().filter(replica -> replica.state() == state).toList();
  }

  List<JournalEntry> entries() {
    return journal.read(0, 1_000_000);
  }

  /** As kill -9: nothing of the process runs any more. */
  void kill() {
    process.kill();
    store.abandon();
  }

  SqliteStore store() {
    return store;
  }

  Path file() {
    return file;
  }

  @Override
  public void close() {
    store.abandon();
  }

  /** A store whose writes of plans can be held back or refused. */
  static final class PlanGate implements Store {
    private final Store inner;
    private final List<Runnable> held = new ArrayList<>();
    boolean holding;
    @Nullable RuntimeException refusal;

    PlanGate(Store inner) {
      this.inner = inner;
    }

    @Override
    public <T> CompletableFuture<T> write(CommitPoint point, Write<T> write) {
      return inner.write(point, write);
    }

    @Override
    public <T> CompletableFuture<T> writeReserved(CommitPoint point, Write<T> write) {
      if (point != CommitPoint.PLAN) {
        return inner.writeReserved(point, write);
      } else if (refusal != null) {
        return CompletableFuture.failedFuture(refusal);
      } else if (!holding) {
        return inner.writeReserved(point, write);
      }
      CompletableFuture<T> later = new CompletableFuture<>();
      held.add(
          () ->
              inner
                  .writeReserved(point, write)
                  .whenComplete(
                      (value, failure) -> {
                        if (failure == null) {
                          later.complete(value);
                        } else {
                          later.completeExceptionally(failure);
                        }
                      }));
      return later;
    }

    void release() {
      holding = false;
      held.forEach(Runnable::run);
      held.clear();
    }

    @Override
    public <T> T read(Read<T> read) {
      return inner.read(read);
    }

    @Override
    public long epoch() {
      return inner.epoch();
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
