package io.wattpack.core.sim;

import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.engine.StepResult;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One made-up world on virtual time: a fleet, tenants, operators, sites and a data plane drive the
 * engine, and after each step the promises of the design are checked against counts made from
 * nothing. The same seed gives the same world.
 */
public final class WorldSimulation {
  private static final int STEPS_IN_A_ROW_MAX = 200;
  private static final int DECISIONS_MAX = 5_000;
  private static final EpochMillis START = new EpochMillis(1_800_000_000_000L);

  private final RandomGenerator random;
  private final WorldCounts counts = new WorldCounts();
  private final PowerPromises powerPromises = new PowerPromises(counts);
  private final BookPromises bookPromises = new BookPromises(counts);
  private final WorkPromises workPromises = new WorkPromises(counts);
  private final StartPromises startPromises = new StartPromises(counts);
  private final PlacePromises placePromises = new PlacePromises(counts);
  private final PausePromises pausePromises;
  private final EventGenerator generator;
  private final SimulatedSites sites;
  private final SimulatedDataPlane dataPlane;
  private final Engine engine = Engine.create();
  private final List<StepRecord> journal = new ArrayList<>();
  private final SimulationOptions options;
  private EpochMillis now = START;
  private EpochMillis acceptedAt = START;
  private @Nullable EpochMillis wakeAt;
  private long seq;

  public WorldSimulation(long seed, SimulationOptions options) {
    this.options = options;
    random = new SplittableRandom(seed);
    generator = new EventGenerator(random, options);
    sites = new SimulatedSites(random, options);
    pausePromises = new PausePromises(counts, sites);
    dataPlane = new SimulatedDataPlane(random);
  }

  /**
   * One step as it was taken.
   *
   * @param plan what it decided, also when that was nothing
   * @param digest of the state after it
   */
  public record StepRecord(StepInput input, Plan plan, long digest) {}

  /**
   * Lets the world go on for so many turns; each is one step, and more while the engine says so.
   *
   * @throws BrokenPromise if something happens that must never happen
   */
  public void run(int turns) {
    for (int turn = 0; turn < turns; turn++) {
      turn();
    }
  }

  /** Every step so far, in order. */
  public List<StepRecord> journal() {
    return List.copyOf(journal);
  }

  private void turn() {
    EpochMillis before = now;
    now = before.max(nextMoment());
    List<Input> inputs = new ArrayList<>();
    for (SimulatedSites.Report report : sites.reports(now)) {
      inputs.add(numbered(report.event(), report.at()));
    }
    for (Event event : events(before)) {
      // Accepted at some moment since the last step, never before the input in front of it.
      long span = now.value() - acceptedAt.value();
      inputs.add(numbered(event, acceptedAt.plusMillis(random.nextLong(span + 1))));
    }
    settle(new StepInput(clock(), inputs));
  }

  private List<Event> events(EpochMillis before) {
    if (journal.isEmpty()) {
      return List.of(new FleetApplied(FleetGenerator.generate(random, options), ManagedBy.FILE));
    }
    long millis = now.value() - before.value();
    List<Event> events = new ArrayList<>(dataPlane.work(engine.status(), counts, millis));
    pausePromises.checkIdle(events);
    events.addAll(generator.next(counts, now));
    if (isFleetMoving(events)) {
      events.removeIf(TelemetryReported.class::isInstance);
    }
    return events;
  }

  /** What is booked on which fleet in the middle of a step is known to nobody but the engine. */
  private boolean isFleetMoving(List<Event> events) {
    return engine.status().placement().drain() != null
        || events.stream().anyMatch(FleetApplied.class::isInstance);
  }

  private Input numbered(Event event, EpochMillis at) {
    seq++;
    acceptedAt = acceptedAt.max(at);
    return new Input(seq, acceptedAt, event);
  }

  /** The clock of the loop sometimes stands behind that of the inputs. */
  private EpochMillis clock() {
    return random.nextInt(10) == 0 ? new EpochMillis(now.value() - random.nextInt(3_000)) : now;
  }

  /**
   * Mostly soon; sometimes just when a report or an alarm is due; sometimes after a long silence.
   */
  private EpochMillis nextMoment() {
    EpochMillis due = random.nextBoolean() ? sites.nextAt() : wakeAt;
    return switch (random.nextInt(10)) {
      case 0 -> now;
      case 1 -> now.plusMillis(random.nextInt(900_000));
      case 2, 3, 4, 5 -> due == null ? now.plusMillis(1000) : due;
      default -> now.plusMillis(random.nextInt(8_000));
    };
  }

  private void settle(StepInput first) {
    StepResult result = step(first);
    for (int more = 0; result.moreWork(); more++) {
      if (more == STEPS_IN_A_ROW_MAX) {
        throw new BrokenPromise(
            "Promise 8: after %d steps in a row there is still more work.".formatted(more));
      }
      result = step(new StepInput(first.now(), List.of()));
    }
    wakeAt = result.nextWakeAt();
    FleetStatus status = engine.status();
    powerPromises.checkShed(result.plan().at(), status);
    powerPromises.checkPrepared(result.plan().at());
    placePromises.checkDrained(status);
    workPromises.checkReasons(result.plan().at(), status);
    pausePromises.checkResumed(result.plan().at(), status);
    checkStill(first.now());
  }

  private StepResult step(StepInput input) {
    boolean twice = random.nextInt(8) == 0;
    @Nullable Engine other = twice ? engine.fork() : null;
    StepResult result = engine.step(input);
    if (other != null) {
      checkSame(result, other.step(input), other);
    }
    if (!result.unsound().isEmpty()) {
      throw new BrokenPromise("The checker refused a bundle: %s".formatted(result.unsound()));
    }
    journal.add(new StepRecord(input, result.plan(), engine.digest()));
    counts.enter(input.inputs(), result.plan());
    counts.inForce(engine.fleet(), engine.status());
    checkStep(result.plan());
    sites.obey(result.plan(), counts.fleet());
    loseNodes(input);
    return result;
  }

  /** Half of the nodes that are said to be gone are; the others only cannot be reached. */
  private void loseNodes(StepInput input) {
    for (Input each : input.inputs()) {
      if (each.event() instanceof NodeReadinessChanged changed
          && !changed.isReady()
          && random.nextBoolean()) {
        sites.lose(changed.node(), input.now());
      }
    }
  }

  private void checkSame(StepResult result, StepResult other, Engine forked) {
    if (!result.equals(other) || engine.digest() != forked.digest()) {
      throw new BrokenPromise("Promise 7: equal inputs gave %s and %s.".formatted(result, other));
    }
  }

  private void checkStep(Plan plan) {
    long count = plan.bundles().stream().mapToLong(bundle -> bundle.decisions().size()).sum();
    if (count > DECISIONS_MAX) {
      throw new BrokenPromise("Promise 8: one step took %d decisions.".formatted(count));
    }
    FleetStatus status = engine.status();
    powerPromises.checkRises(plan);
    powerPromises.checkMinerLimits(plan);
    powerPromises.checkMinersObey(status.at());
    startPromises.check(plan);
    bookPromises.checkDevices();
    bookPromises.checkSums(plan.at(), status);
    placePromises.checkStarts(plan, status);
    workPromises.checkJobs(status);
    pausePromises.checkCaps();
    checkHardware();
    placePromises.checkFleet(status);
  }

  /** What really draws was never told to be gone. */
  private void checkHardware() {
    sites.present().stream()
        .filter(replica -> !counts.replicas().containsKey(replica))
        .findFirst()
        .ifPresent(
            replica -> {
              throw new BrokenPromise(
                  "Promise 1: replica %s draws, but nobody counts it.".formatted(replica));
            });
    sites.present().forEach(this::checkCap);
    counts.fleet().minerGroups().stream()
        .filter(miner -> sites.stepsDrawing(miner.id()) > counts.miners().drawn(miner))
        .findFirst()
        .ifPresent(
            miner -> {
              throw new BrokenPromise(
                  "Promise 1: miner group %s draws with %d steps, but %d are counted."
                      .formatted(
                          miner.id(),
                          sites.stepsDrawing(miner.id()),
                          counts.miners().drawn(miner)));
            });
  }

  private void checkCap(ReplicaId replica) {
    Watts held = sites.capHeld(replica);
    counts.caps().check(replica, held == null ? CapCounts.PEAK : held.value());
  }

  /** A step without anything new changes nothing. */
  private void checkStill(EpochMillis at) {
    if (random.nextInt(8) != 0) {
      return;
    }
    Engine copy = engine.fork();
    StepResult nothing = copy.step(new StepInput(at, List.of()));
    if (!nothing.plan().isEmpty() || copy.digest() != engine.digest()) {
      throw new BrokenPromise(
          "Promise 7: a step without anything new decided %s.".formatted(nothing.plan()));
    }
  }
}
