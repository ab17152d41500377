package io.wattpack.api.simulation;

import io.wattpack.api.auth.ApiKeys;
import io.wattpack.api.auth.AuthSchema;
import io.wattpack.api.batch.BatchLimits;
import io.wattpack.api.batch.BatchSchema;
import io.wattpack.api.batch.BatchService;
import io.wattpack.api.batch.DataPlane;
import io.wattpack.api.batch.DataPlaneOptions;
import io.wattpack.api.batch.FileService;
import io.wattpack.api.batch.ModelCatalog;
import io.wattpack.api.batch.ObjectIds;
import io.wattpack.api.batch.Surroundings;
import io.wattpack.api.blob.BlobStore;
import io.wattpack.api.blob.FolderBlobStore;
import io.wattpack.api.journal.CommitPoint;
import io.wattpack.api.journal.CommitWatcher;
import io.wattpack.api.journal.Journal;
import io.wattpack.api.journal.JournalSchema;
import io.wattpack.api.journal.Migration;
import io.wattpack.api.journal.Snapshots;
import io.wattpack.api.journal.SqliteStore;
import io.wattpack.api.journal.StoreOptions;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.loop.LoopMonitor;
import io.wattpack.api.loop.LoopOptions;
import io.wattpack.api.loop.PlanListener;
import io.wattpack.api.loop.SchedulerLoop;
import io.wattpack.api.loop.SnapshotWriting;
import io.wattpack.api.report.power.PowerReportSchema;
import io.wattpack.api.report.power.PowerReports;
import io.wattpack.api.task.TaskJobs;
import io.wattpack.api.task.TaskSchema;
import io.wattpack.api.time.Timer;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.api.worker.ModelServer;
import io.wattpack.api.worker.RequestIds;
import io.wattpack.api.worker.WorkerOptions;
import io.wattpack.api.worker.WorkerPool;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.UnsoundBundle;
import io.wattpack.core.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One life of the service: everything between its start and its death, wired as the composition
 * root does, over a folder that outlives it.
 */
final class ServiceProcess {
  private static final BatchLimits LIMITS =
      new BatchLimits(1 << 20, 1_000, 1_000, 1 << 16, 10_000, 64, 10, 8, 400, 1 << 16);
  private static final StoreOptions STORE = new StoreOptions(262_144, 16, 32, 2, 5_000);
  private static final LoopOptions LOOP = new LoopOptions(10_000, 16, Duration.ofMinutes(1), 40);

  private final VirtualTime.Process process;
  private final CrashPlan crashes;
  private final Consumer<Throwable> onBroken;
  private final SqliteStore store;
  private final Journal journal;
  private final Engine engine = Engine.create();
  private final SchedulerLoop loop;
  private final FileService files;
  private final BatchService batches;
  private final TaskJobs tasks;
  private final ApiKeys keys;
  private final ModelCatalog catalog =
      new ModelCatalog(List.of(SimulatedFleet.EMBED, SimulatedFleet.CHAT));
  private CompletableFuture<Void> started = new CompletableFuture<>();
  private @Nullable String diedWhere;

  /** What a process finds when it starts, and what it lives in. */
  record Habitat(
      VirtualTime time,
      Folder folder,
      Sites sites,
      ModelServer server,
      CrashPlan crashes,
      Consumer<Throwable> onBroken) {}

  /** Opens the folder; nothing goes on yet. */
  ServiceProcess(Habitat habitat, long seed, PlanListener auditor) {
    VirtualTime time = habitat.time();
    crashes = habitat.crashes();
    onBroken = habitat.onBroken();
    process = time.process();
    SplittableRandom random = new SplittableRandom(seed);
    Timer timer = process.timer();
    // Whatever waits for storage may run in any order.
    Executor blocking = task -> process.executor().execute(task);
    store =
        SqliteStore.open(
            habitat.folder().database(), migrations(), process.executor(), STORE, new Watcher());
    journal = new Journal(store);
    BlobStore blobs = FolderBlobStore.open(habitat.folder().blobs());
    ObjectIds ids = new ObjectIds(random.split());
    Surroundings around =
        new Surroundings(store, blobs, this::submit, time, timer, process.executor(), blocking);
    DataPlane plane = new DataPlane(around, catalog, LIMITS, DataPlaneOptions.DEFAULTS, ids);
    WorkerPool workers =
        new WorkerPool(
            plane,
            habitat.server(),
            timer,
            process.executor(),
            new RequestIds(random.split()),
            WorkerOptions.DEFAULTS);
    tasks =
        new TaskJobs(
            store, journal, this::submit, time, blocking, process.executor(), random.split());
    files = new FileService(store, blobs, LIMITS, time, blocking, ids);
    batches = new BatchService(store, time, blocking, ids, plane::advance);
    keys = ApiKeys.load(store);
    loop =
        new SchedulerLoop(
            engine,
            journal,
            new SnapshotWriting(new Snapshots(store), blocking),
            time,
            timer,
            process.executor(),
            habitat.sites().linksOf(process),
            List.of(
                auditor,
                plane,
                workers,
                tasks,
                new PowerReports(store, time, process.executor(), Duration.ofMinutes(1))),
            LOOP,
            new Monitor());
  }

  /** Cleans up, takes over and recovers; may die on the way. */
  void start() {
    files.recover();
    started = loop.start();
  }

  private static List<Migration> migrations() {
    List<Migration> all = new ArrayList<>(JournalSchema.MIGRATIONS);
    all.addAll(BatchSchema.MIGRATIONS);
    all.addAll(TaskSchema.MIGRATIONS);
    all.addAll(AuthSchema.MIGRATIONS);
    all.addAll(PowerReportSchema.MIGRATIONS);
    return all;
  }

  /** As {@link Intake}: what is acknowledged is checked against the journal later. */
  CompletableFuture<Long> submit(Event event) {
    return loop.submit(event);
  }

  boolean isStarted() {
    return started.isDone() && !started.isCompletedExceptionally();
  }

  boolean isDead() {
    return diedWhere != null;
  }

  String diedWhere() {
    return diedWhere == null ? "nowhere" : diedWhere;
  }

  SqliteStore store() {
    return store;
  }

  Journal journal() {
    return journal;
  }

  Engine engine() {
    return engine;
  }

  FileService files() {
    return files;
  }

  BatchService batches() {
    return batches;
  }

  TaskJobs tasks() {
    return tasks;
  }

  ApiKeys keys() {
    return keys;
  }

  Executor lane() {
    return process.executor();
  }

  Timer timer() {
    return process.timer();
  }

  /** The process has come to a place where it may have to die. */
  void pass(CrashPoint point) {
    if (isDead()) {
      throw new Crash(diedWhere());
    }
    if (crashes.kills(point)) {
      diedWhere = point.name();
      process.kill();
      throw new Crash(point.name());
    }
  }

  /** It was killed from outside, between two tasks. */
  void kill() {
    diedWhere = "from outside";
    process.kill();
  }

  /** Everything in memory is gone; the folder keeps what was durable. */
  void bury() {
    process.kill();
    store.abandon();
  }

  /** Ends in good order. */
  void stop() {
    var unused = loop.stop();
  }

  private final class Watcher implements CommitWatcher {
    @Override
    public void committing(List<CommitPoint> points) {
      points.forEach(point -> pass(CrashPoint.before(point)));
    }

    @Override
    public void committed(List<CommitPoint> points) {
      points.forEach(point -> pass(CrashPoint.after(point)));
    }
  }

  /** Stands between the stages of the loop. */
  private final class Monitor implements LoopMonitor {
    private boolean hasAccepted;

    @Override
    public void accepted(int inputs, int waiting) {
      hasAccepted = true;
    }

    /** Asked first thing in every step, when those who wait have been told. */
    @Override
    public long nanos() {
      if (hasAccepted) {
        hasAccepted = false;
        pass(CrashPoint.ACKNOWLEDGED);
      }
      return 0;
    }

    @Override
    public void stepped(int inputs, int decisions, long nanos) {
      if (decisions > 0) {
        pass(CrashPoint.DECIDED);
      }
    }

    @Override
    public void planWritten(long nanos) {
      pass(CrashPoint.UNDISPATCHED);
    }

    @Override
    public void unsound(UnsoundBundle bundle) {
      onBroken.accept(new BrokenRun("The checker refused a bundle: " + bundle));
    }

    @Override
    public void failed(Throwable cause) {
      if (!isDead()) {
        onBroken.accept(new BrokenRun("The loop has stopped: " + cause, cause));
      }
    }
  }
}
