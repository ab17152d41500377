package io.wattpack.api.main;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.wattpack.api.auth.ApiKeys;
import io.wattpack.api.auth.KeyFile;
import io.wattpack.api.auth.KeyGrant;
import io.wattpack.api.batch.Surroundings;
import io.wattpack.api.blob.FolderBlobStore;
import io.wattpack.api.cli.RunningService;
import io.wattpack.api.config.ServiceConfig;
import io.wattpack.api.http.ApiServer;
import io.wattpack.api.http.Authorisation;
import io.wattpack.api.journal.Journal;
import io.wattpack.api.journal.Snapshots;
import io.wattpack.api.journal.SqliteStore;
import io.wattpack.api.journal.StoreOptions;
import io.wattpack.api.learn.BackgroundLearner;
import io.wattpack.api.learn.LearnerOptions;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.loop.LoopOptions;
import io.wattpack.api.loop.PlanListener;
import io.wattpack.api.loop.SchedulerLoop;
import io.wattpack.api.loop.SnapshotWriting;
import io.wattpack.api.metrics.ServiceMeters;
import io.wattpack.api.report.power.PowerReports;
import io.wattpack.api.site.MinerSwitches;
import io.wattpack.api.site.SiteObserver;
import io.wattpack.api.site.virtual.VirtualMetering;
import io.wattpack.api.site.virtual.VirtualSite;
import io.wattpack.api.task.TaskJobs;
import io.wattpack.api.time.ScheduledTimer;
import io.wattpack.api.time.Timer;
import io.wattpack.api.view.EventFeed;
import io.wattpack.api.view.FleetTrial;
import io.wattpack.api.view.GpuReadings;
import io.wattpack.api.view.StatusViews;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.explain.Explanation;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.plan.Refusal;
import io.wattpack.core.units.EpochMillis;
import java.net.BindException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole service in one process: store, journal, loop, data plane, virtual sites, workers with
 * the packaged model, HTTP. Parts are built from the inside out, closed in the reverse order, and
 * know each other only through what they are handed here.
 */
public final class Service implements RunningService {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration STOP_MAX = Duration.ofSeconds(2);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(5);
  private static final int FEED_LAG_MAX = 20_000;

  private final ServiceConfig config;
  private final InstantSource clock = Clock.systemUTC();
  private final RandomGenerator random = new SecureRandom();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final StatusViews views = new StatusViews();
  private final GpuReadings gpus = new GpuReadings();
  private final LateIntake intake = new LateIntake();
  private final Threads threads = kept(new Threads());
  private final Timer timer = new ScheduledTimer(threads.timer());
  private final ServiceMeters meters = kept(new ServiceMeters(version(), views::find, gpus));
  private final MinerWatch minerWatch = new MinerWatch(meters.miners());
  private final ModelLoading model = new ModelLoading(threads.model(), threads.blocking());

  private final SqliteStore store;
  private final Journal journal;
  private final ApiKeys keys;
  private final DataPlaneParts data;
  private final @Nullable BackgroundLearner learner;
  private final TaskJobs tasks;
  private final PowerReports reports;
  private final SchedulerLoop loop;
  private final EventFeed feed;
  private final Vertx vertx;
  private final ApiServer server;

  /**
   * Starts it; returns when it answers. The model may still be loading: {@link #ready} tells when
   * all of it works.
   *
   * @param fleet applied unless it is already; null: the one applied last stays
   * @param grants keys that work from the start
   * @throws StartFailure with a message for people
   */
  public static Service start(ServiceConfig config, @Nullable Fleet fleet, List<KeyGrant> grants) {
    long begun = System.nanoTime();
    Service service = new Service(config, fleet, grants);
    String url = "http://%s:%d".formatted(config.listen().host(), service.port());
    LOG.info("Listening at {} after {} ms.", url, millisSince(begun));
    service.ready().thenRun(() -> LOG.info("Ready after {} ms.", millisSince(begun)));
    return service;
  }

  private Service(ServiceConfig config, @Nullable Fleet fleet, List<KeyGrant> grants) {
    this.config = config;
    try {
      LOG.info(
          "Configuration:{}",
          config
              .write()
              .lines()
              .filter(line -> !line.isBlank())
              .map(line -> " | " + line)
              .reduce("", String::concat));
      store = kept(openStore());
      journal = new Journal(store);
      keys = adopt(grants);
      data = kept(openDataPlane());
      learner = config.learning().isEnabled() ? kept(openLearner()) : null;
      tasks = openTasks();
      reports =
          new PowerReports(
              store,
              clock,
              threads.reports(),
              Duration.ofSeconds(config.telemetry().staleSeconds()));
      loop = openLoop();
      feed = new EventFeed(journal, threads.feed(), clock, FEED_LAG_MAX);
      if (fleet != null) {
        MinerParts.requireAddresses(config.miners(), fleet);
      }
      await(loop.start());
      if (fleet == null) {
        views.find().ifPresent(now -> MinerParts.requireAddresses(config.miners(), now.fleet()));
      }
      apply(fleet);
      vertx = openVertx();
      server = listen();
      // Closed before the server, so that open streams end in order and do not hold it up.
      kept(feed);
      sweep();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  @Override
  public int port() {
    return server.port();
  }

  /** Completes when everything is loaded; fails when that is impossible. */
  public CompletionStage<Void> ready() {
    return model.loaded().thenAccept(loaded -> {});
  }

  /**
   * Completes when the service cannot go on: the process must end, and the next one recovers from
   * the journal.
   */
  public CompletionStage<Throwable> failure() {
    return failure;
  }

  /** Closes what was opened, the newest first; what fails to close does not keep the rest open. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        LOG.warn("A part did not close: {}", e.toString());
      }
    }
  }

  private SqliteStore openStore() {
    StoreOptions options = StoreOptions.DEFAULT.withMaxPages(config.storage().pagesMax());
    return SqliteStore.open(
        config.dataDir().resolve("wattpack.db"),
        Tables.migrations(),
        threads.store(),
        options,
        meters.store());
  }

  private ApiKeys adopt(List<KeyGrant> grants) {
    ApiKeys loaded = ApiKeys.load(store);
    EpochMillis now = new EpochMillis(clock.millis());
    for (KeyGrant grant : grants) {
      await(
          loaded.adopt(
              KeyFile.readOrCreate(grant.file(), random),
              grant.role(),
              grant.tenant(),
              String.valueOf(grant.file().getFileName()),
              now));
    }
    return loaded;
  }

  private DataPlaneParts openDataPlane() {
    Surroundings around =
        new Surroundings(
            store,
            FolderBlobStore.open(config.dataDir().resolve("blobs")),
            meters.lines().watching(intake),
            clock,
            timer,
            threads.plane(),
            threads.blocking());
    DataPlaneParts parts =
        new DataPlaneParts(config, around, threads, model, meters.lines(), random);
    parts.files().recover();
    return parts;
  }

  private BackgroundLearner openLearner() {
    ServiceConfig.Learning asked = config.learning();
    LearnerOptions options =
        new LearnerOptions(
            asked.corePermille(),
            List.of(asked.arrivalsFirst(), asked.arrivalsSecond(), asked.arrivalsThird()),
            asked.driftPermille(),
            asked.driftArrivals());
    return new BackgroundLearner(
        intake,
        journal,
        System::nanoTime,
        timer,
        threads.learner(),
        random,
        options,
        meters.learning());
  }

  private TaskJobs openTasks() {
    Intake counted = learner == null ? intake : learner.watching(intake);
    return new TaskJobs(
        store, journal, counted, clock, threads.blocking(), threads.tasks(), random);
  }

  private SchedulerLoop openLoop() {
    List<PlanListener> listeners =
        new ArrayList<>(
            List.of(
                views,
                gpus,
                meters.plans(),
                data.plane(),
                data.workers(),
                data.gateway(),
                tasks,
                reports));
    if (learner != null) {
      listeners.add(learner);
    }
    MinerSwitches miners =
        MinerParts.switches(config.miners(), timer, threads.miners(), random, minerWatch);
    SchedulerLoop built =
        new SchedulerLoop(
            Engine.create(),
            journal,
            new SnapshotWriting(new Snapshots(store), threads.snapshots()),
            clock,
            timer,
            threads.loop(),
            (site, fleet, observer) ->
                new VirtualSite(
                    site, fleet, timer, threads.sites(), heard(observer), miners, metering()),
            listeners,
            LoopOptions.DEFAULT,
            new FatalWatch(meters.loop(), this::fail));
    intake.bind(built);
    kept(() -> built.stop().get(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS));
    return built;
  }

  private @Nullable VirtualMetering metering() {
    ServiceConfig.Telemetry asked = config.telemetry();
    return asked.virtualSeconds() == 0
        ? null
        : new VirtualMetering(
            Duration.ofSeconds(asked.virtualSeconds()),
            Duration.ofSeconds(asked.staleSeconds()).dividedBy(2),
            clock,
            random);
  }

  /** What sites read at their GPUs is kept for views. */
  private SiteObserver heard(SiteObserver loop) {
    return (site, event) -> gpus.hear(event, loop.observed(site, event));
  }

  private void apply(@Nullable Fleet fleet) {
    if (fleet != null && !fleet.equals(views.latest().fleet())) {
      // Who asks as soon as the service listens finds the fleet in force.
      await(loop.submit(new FleetApplied(fleet, ManagedBy.FILE)).thenCompose(views::showing));
    }
  }

  private Vertx openVertx() {
    FileSystemOptions files =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    VertxOptions options =
        new VertxOptions().setFileSystemOptions(files).setEventLoopPoolSize(2).setWorkerPoolSize(2);
    Vertx built = Vertx.vertx(options);
    kept(() -> await(built.close().toCompletionStage()));
    return built;
  }

  private CompletionStage<Optional<Explanation>> explain(JobId job) {
    return loop.ask(engine -> Optional.ofNullable(engine.explain(job)), threads.blocking());
  }

  private CompletionStage<FleetTrial.Outcome> tryOut(Fleet wanted) {
    return loop.ask(engine -> outcome(engine, wanted), threads.blocking());
  }

  private static FleetTrial.Outcome outcome(Engine copy, Fleet wanted) {
    EpochMillis at = copy.status().at();
    Input input =
        new Input(copy.status().lastInput() + 1, at, new FleetApplied(wanted, ManagedBy.FILE));
    List<Refusal> refusals = copy.step(new StepInput(at, List.of(input))).plan().refusals();
    return refusals.isEmpty()
        ? new FleetTrial.Outcome(null, copy.status().placement().drain())
        : new FleetTrial.Outcome(refusals.getFirst().reason(), null);
  }

  private ApiServer listen() {
    ServiceRoutes routes =
        new ServiceRoutes(
            config,
            new Authorisation(keys, random),
            data,
            tasks,
            feed,
            views,
            gpus,
            reports,
            intake,
            this::explain,
            this::tryOut,
            meters,
            minerWatch,
            this::checks);
    String host = config.listen().host();
    int port = config.listen().port();
    try {
      ApiServer listening =
          await(
              ApiServer.listen(
                      vertx,
                      host,
                      port,
                      routes.limits(),
                      routes.router(vertx, clock, threads.blocking()))
                  .toCompletionStage());
      kept(() -> await(listening.close().toCompletionStage()));
      return listening;
    } catch (CompletionException e) {
      throw cannotListen(host, port, e.getCause() == null ? e : e.getCause());
    }
  }

  private static RuntimeException cannotListen(String host, int port, Throwable cause) {
    if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
      return new PortTakenException(
          "The port %d of %s is taken.\nMaybe choose another, or 0 for any free one."
              .formatted(port, host),
          cause);
    }
    return new StartFailure(
        "The port %d of %s cannot be listened on (%s).\nMaybe choose another host or port."
            .formatted(port, host, cause.getMessage()),
        cause);
  }

  private Map<String, Boolean> checks() {
    Map<String, Boolean> checks = new LinkedHashMap<>();
    checks.put("store", !failure.isDone());
    checks.put("loop", views.find().isPresent() && !failure.isDone());
    checks.put("model", model.isLoaded());
    return checks;
  }

  /** Expired files go every few minutes, and once now. */
  private void sweep() {
    CompletionStage<Void> swept = data.files().sweep();
    swept.whenComplete(
        (done, problem) -> {
          if (problem != null) {
            LOG.warn("Expired files could not be removed: {}", problem.getMessage());
          }
        });
    timer.after(SWEEP_EVERY, this::sweep);
  }

  private void fail(Throwable cause) {
    LOG.error("The service cannot go on and must be started again: {}", cause.getMessage(), cause);
    failure.complete(cause);
  }

  private <T extends AutoCloseable> T kept(T part) {
    opened.push(part);
    return part;
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage
        .toCompletableFuture()
        .orTimeout(START_MAX.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private static long millisSince(long begun) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  private static String version() {
    String version = Service.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
