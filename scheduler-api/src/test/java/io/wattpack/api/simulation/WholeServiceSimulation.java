package io.wattpack.api.simulation;

import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.units.EpochMillis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run: customers, operators and sites around a service that is killed again and again, until
 * every place where it can die had its turn; then peace, in which everything must come to its end.
 */
final class WholeServiceSimulation {
  /** Enough for every place to have its turn. */
  static final int TURNS_MAX = 1_500;

  private static final int TURNS_MIN = 150;
  private static final int TURNS_PER_LIFE_MAX = 30;
  private static final int CHECK_EVERY_TURNS = 4;
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Duration PEACE_MAX = Duration.ofHours(2);
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final long seed;
  private final int turnsMax;
  private final Random random;
  private final VirtualTime time;
  private final Trace trace;
  private final PowerLossFileSystem disk;
  private final Folder folder;
  private final CrashPlan crashes;
  private final Network network;
  private final Sites sites;
  private final SimulatedModelServer model;
  private final Auditor auditor;
  private final Shadow shadow;
  private final Operators operators;
  private final Fleet fleet;
  private final Customers customers;
  private final Spy spy;
  private final Turns turns;
  private ServiceProcess service;
  private boolean isOpen;
  private long lives;
  private @Nullable Throwable broken;

  private WholeServiceSimulation(long seed, Path root, int turnsMax, @Nullable Path traceFile) {
    this.seed = seed;
    this.turnsMax = turnsMax;
    random = new Random(seed);
    time = VirtualTime.shuffled(START, random.nextLong());
    trace = new Trace(traceFile);
    disk = new PowerLossFileSystem(this::pass);
    folder =
        new Folder(root.resolve("data").resolve("wattpack.db"), disk.path(root.resolve("blobs")));
    crashes = new CrashPlan(new Random(random.nextLong()));
    VirtualTime.Process world = time.process();
    Executor executor = world.executor();
    network = new Network(new Random(random.nextLong()), world.timer(), executor);
    boolean areVirtual = seed % 3 == 0;
    sites =
        new Sites(
            areVirtual,
            time,
            new Random(random.nextLong()),
            network,
            world.timer(),
            executor,
            problem -> breaks(new BrokenRun(problem)));
    model = new SimulatedModelServer(new Random(random.nextLong()), world.timer(), executor);
    auditor = new Auditor(() -> service, sites, this::breaks, trace);
    shadow = new Shadow(auditor);
    fleet = SimulatedFleet.draw(new Random(random.nextLong()));
    operators = new Operators(new Random(random.nextLong()), fleet, this::breaks);
    service = born();
    customers = new Customers(new Random(random.nextLong()), trace, this::breaks, service);
    spy = new Spy(new Random(random.nextLong()), customers, this::breaks);
    turns = new Turns(new Random(random.nextLong()), crashes, customers, operators, sites, spy);
  }

  /**
   * Runs it.
   *
   * @param root an empty folder
   * @param turnsMax when peace comes, whether every place had its turn or not
   * @param traceFile gets a line for everything that counts; null: none
   * @throws BrokenRun or another exception when a promise is broken
   */
  static SimulationReport run(long seed, Path root, int turnsMax, @Nullable Path traceFile) {
    WholeServiceSimulation simulation = new WholeServiceSimulation(seed, root, turnsMax, traceFile);
    try {
      return simulation.run();
    } finally {
      simulation.service.bury();
    }
  }

  private SimulationReport run() {
    awaitStart();
    operators.apply(service, fleet);
    run(Duration.ofMinutes(1), () -> auditor.promises().fleet().equals(fleet));
    crashes.arm();
    int inLife = 0;
    for (int turn = 0; isOn(turn); turn++) {
      guarded(() -> takeTurn());
      passTime(Duration.ofMillis(random.nextInt(1 << (6 + random.nextInt(10)))));
      if (++inLife > TURNS_PER_LIFE_MAX) {
        service.kill();
      }
      if (service.isDead()) {
        resurrect();
        inLife = 0;
      }
      if (turn % CHECK_EVERY_TURNS == 0) {
        check();
      }
    }
    return peace();
  }

  private void takeTurn() {
    turns.take(service, auditor.promises().fleet(), auditor.promises().wanted(), now());
  }

  private boolean isOn(int turn) {
    return turn < turnsMax && (turn < TURNS_MIN || !crashes.isComplete());
  }

  // ---- life and death

  private ServiceProcess born() {
    lives++;
    ServiceProcess.Habitat habitat =
        new ServiceProcess.Habitat(time, folder, sites, model, crashes, this::breaks);
    return new ServiceProcess(habitat, seed * 1_000_003 + lives, auditor);
  }

  private void resurrect() {
    do {
      trace.add("%d killed %s".formatted(now().value(), service.diedWhere()));
      isOpen = false;
      service.bury();
      disk.losePower(random);
      crashes.arm();
      guarded(() -> time.advance(Duration.ofMillis(random.nextInt(20_000))));
      service = born();
      auditor.compareRecovery(service, lives % 2 == 0);
      customers.turnTo(service);
      awaitStart();
    } while (service.isDead());
    shadow.follow(service.journal());
    check();
    guarded(customers::askAgain);
  }

  private void awaitStart() {
    isOpen = true;
    guarded(service::start);
    run(Duration.ofMinutes(1), () -> service.isStarted());
    if (!service.isDead() && !service.isStarted()) {
      throw new BrokenRun("The service does not start.");
    }
  }

  /** The service, if there is one, has come to this place. */
  private void pass(CrashPoint point) {
    if (isOpen) {
      service.pass(point);
    }
  }

  // ---- time

  private void passTime(Duration duration) {
    run(duration, () -> false);
  }

  /** Lets time pass until something ends it: the condition, death, or a broken promise. */
  private void run(Duration limit, BooleanSupplier condition) {
    guarded(
        () ->
            time.runUntil(
                limit,
                () -> {
                  if (crashes.isAimedAt(CrashPoint.ANYWHERE) && random.nextInt(300) == 0) {
                    service.pass(CrashPoint.ANYWHERE);
                  }
                  return service.isDead() || broken != null || condition.getAsBoolean();
                }));
  }

  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (Crash crash) {
      // It is seen by the flag, which also tells of those that something swallowed.
    } catch (RuntimeException e) {
      if (!service.isDead()) {
        breaks(e);
      }
    }
    if (broken != null) {
      throw new BrokenRun(
          "After %d virtual seconds: %s".formatted(seconds(), broken.getMessage()), broken);
    }
  }

  private void breaks(Throwable cause) {
    broken = broken == null ? cause : broken;
  }

  private EpochMillis now() {
    return new EpochMillis(time.millis());
  }

  private long seconds() {
    return Duration.between(START, time.instant()).toSeconds();
  }

  // ---- checks

  private void check() {
    ResultAudit.check(service.store());
    Acknowledgements.check(service.store(), customers);
    operators.check(service);
    customers.checkKeys();
  }

  // ---- the end

  private SimulationReport peace() {
    crashes.disarm();
    network.calm();
    sites.calm();
    model.calm();
    operators.clearLimits(service, auditor.promises().fleet());
    operators.apply(service, fleet);
    operators.openAll(service, service.engine().status().placement().closures());
    passTime(Duration.ofSeconds(30));
    Rest rest = new Rest(service, auditor);
    rest.cancelWhatFitsNowhere();
    for (Duration passed = Duration.ZERO; !rest.isDone(); passed = passed.plusSeconds(30)) {
      if (passed.compareTo(PEACE_MAX) > 0) {
        throw new BrokenRun(
            "Promise 3: after %s of peace there is still %s%n%s"
                .formatted(passed, rest.left(), rest.circumstances()));
      }
      if (passed.equals(PATIENCE)) {
        rest.cancelWhatNeedsTwo();
      }
      passTime(Duration.ofSeconds(30));
    }
    check();
    shadow.follow(service.journal());
    Deliveries deliveries = new Deliveries(service, this::await);
    customers.orders().forEach(deliveries::check);
    restartInOrder();
    return report(deliveries);
  }

  private Object await(CompletableFuture<?> future) {
    run(Duration.ofMinutes(1), future::isDone);
    return future.join();
  }

  private void restartInOrder() {
    service.stop();
    passTime(Duration.ofSeconds(1));
    service.store().close();
    isOpen = false;
    service.bury();
    service = born();
    customers.turnTo(service);
    awaitStart();
    check();
    Rest.remember(service.store(), trace);
    service.bury();
  }

  private SimulationReport report(Deliveries deliveries) {
    return new SimulationReport(
        seed,
        crashes.survived(),
        seconds(),
        auditor.steps(),
        auditor.settledChecks(),
        auditor.sheds(),
        auditor.breaches(),
        customers.orders().size(),
        deliveries.lines(),
        deliveries.linesRefused(),
        customers.tasks().size(),
        network.lost(),
        network.doubled(),
        network.late(),
        sites.died(),
        sites.nodesLost(),
        auditor.work(),
        auditor.fleetDrains(),
        model.failures(),
        spy.refused(),
        shadow.plans(),
        auditor.recoveriesCompared(),
        disk.losses(),
        trace.value());
  }
}
