package io.wattpack.core.sim.synthetic;

import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.engine.StepResult;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.TaskRejected;
import io.wattpack.core.units.EpochMillis;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An engine with a made-up fleet on which work comes and goes, one step for each arrival.
 * Departures make room before an arrival so that the fleet stays at most so full.
 */
public final class SyntheticLoad {
  /** Arrivals in a row that may fail while the fleet is filled. */
  private static final int REFUSALS_MAX = 200;

  private final SplittableRandom random;
  private final LiveReplicas live = new LiveReplicas();
  private Engine engine = Engine.create();
  private final long milliMost;
  private final long milliInstalled;
  private long inputs;
  private long now = 1_800_000_000_000L;

  /**
   * A load on a fleet with nothing running yet.
   *
   * @param permille GPU thousandths that may be booked, in thousandths of the fleet
   */
  public SyntheticLoad(Fleet fleet, PlacementPolicy policy, int permille, SplittableRandom random) {
    this.random = random;
    milliInstalled = fleet.nodes().stream().mapToLong(node -> 1000L * node.gpuCount()).sum();
    milliMost = milliInstalled / 1000 * permille;
    List<Event> start = List.of(new FleetApplied(fleet, ManagedBy.FILE), new PolicyApplied(policy));
    StepResult result = engine.step(inputOf(start));
    if (!result.plan().refusals().isEmpty()) {
      throw new IllegalStateException(
          "The made-up fleet is refused: %s.".formatted(result.plan().refusals().getFirst()));
    }
  }

  /** The step of an arrival and of the departures that make room for it. */
  public StepInput arrival(SyntheticTask task) {
    List<Event> events = new ArrayList<>();
    while (!live.isEmpty() && live.bookedMilli() + task.demandMilli() > milliMost) {
      ReplicaId gone = new ReplicaId(live.takeAny(random));
      events.add(new ReplicaStopped(gone, StopCause.COMPLETED));
    }
    return arrivalAfter(events, task);
  }

  /** The step of an arrival alone. */
  public StepInput arrivalAlone(SyntheticTask task) {
    return arrivalAfter(new ArrayList<>(), task);
  }

  private StepInput arrivalAfter(List<Event> events, SyntheticTask task) {
    now++;
    JobId id = new JobId("task-%012d".formatted(inputs));
    events.add(
        new JobSubmitted(
            new Job(
                id,
                SyntheticFleet.TENANT,
                ServiceTier.STANDARD,
                task.task(),
                new EpochMillis(now))));
    return inputOf(events);
  }

  private StepInput inputOf(List<Event> events) {
    List<Input> numbered = new ArrayList<>();
    EpochMillis at = new EpochMillis(now);
    events.forEach(event -> numbered.add(new Input(++inputs, at, event)));
    return new StepInput(at, numbered);
  }

  /** Applies it and decides. */
  public StepResult step(StepInput input) {
    return engine.step(input);
  }

  /** The engine that the load is on. */
  public Engine engine() {
    return engine;
  }

  /** Lets go of the engine, to see what it weighed. */
  public void forgetEngine() {
    engine = Engine.create();
  }

  /**
   * Takes note of what a step decided.
   *
   * @return whether the arrival was placed
   */
  public boolean settle(StepResult result) {
    if (!result.unsound().isEmpty()) {
      throw new IllegalStateException(
          "The checker refused: %s".formatted(result.unsound().getFirst().finding()));
    }
    boolean wasPlaced = false;
    for (Bundle bundle : result.plan().bundles()) {
      for (Decision decision : bundle.decisions()) {
        wasPlaced |= settle(decision);
      }
    }
    return wasPlaced;
  }

  private boolean settle(Decision decision) {
    return switch (decision) {
      case ReplicaStart start -> {
        live.add(start.replica().value(), milliOf(start));
        yield true;
      }
      case TaskRejected rejected -> false;
      default -> throw new IllegalStateException("Not expected: %s.".formatted(decision));
    };
  }

  private static int milliOf(ReplicaStart start) {
    int milli = 0;
    for (DeviceBooking device : start.devices()) {
      milli += device.share().milli();
    }
    return milli;
  }

  /** Lets work arrive until the fleet is full or many arrivals in a row fit nowhere. */
  public void fill(SyntheticWork work) {
    int refused = 0;
    while (!isFull() && refused < REFUSALS_MAX) {
      refused = settle(step(arrivalAlone(work.next()))) ? 0 : refused + 1;
    }
  }

  /** GPU thousandths that are booked, in thousandths of the fleet. */
  public int fullPermille() {
    return (int) (1000 * live.bookedMilli() / milliInstalled);
  }

  /** Whether there is no room for another large arrival. */
  public boolean isFull() {
    // A whole server less still counts as full: the next arrival may be one.
    return live.bookedMilli() + 16_000 > milliMost;
  }
}
