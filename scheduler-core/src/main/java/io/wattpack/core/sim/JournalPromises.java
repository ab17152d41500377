package io.wattpack.core.sim;

import io.wattpack.core.event.Input;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.units.Watts;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The promises of the design, held against a journal read from its first entry on: what must be
 * true is counted from inputs and plans alone, and what the engine says of itself is compared with
 * it. For whoever drives an engine from elsewhere. Every check throws {@link BrokenPromise}.
 */
public final class JournalPromises {
  private final WorldCounts counts = new WorldCounts();
  private final PowerPromises powerPromises = new PowerPromises(counts);
  private final BookPromises bookPromises = new BookPromises(counts);
  private final WorkPromises workPromises = new WorkPromises(counts);
  private final PlacePromises placePromises = new PlacePromises(counts);
  private final StartPromises startPromises = new StartPromises(counts);

  /** Enters the inputs that a step had applied, and then what it decided. */
  public void enter(Collection<Input> inputs, Plan plan) {
    counts.enter(inputs.stream().toList(), plan);
  }

  /** Tells which fleet is in force after what was entered last. */
  public void inForce(Fleet fleet, FleetStatus status) {
    counts.inForce(fleet, status);
  }

  /**
   * After every step.
   *
   * @param fleet in force after it
   * @param status the state after the plan entered last
   */
  public void checkStep(Plan plan, Fleet fleet, FleetStatus status) {
    inForce(fleet, status);
    placePromises.checkFleet(status);
    powerPromises.checkRises(plan);
    powerPromises.checkMinerLimits(plan);
    startPromises.check(plan);
    bookPromises.checkDevices();
    bookPromises.checkSums(status.at(), status);
    placePromises.checkStarts(plan, status);
    workPromises.checkJobs(status);
  }

  /** After a step that left no work to the next one. */
  public void checkSettled(FleetStatus status) {
    powerPromises.checkShed(status.at(), status);
    powerPromises.checkMinersObey(status.at());
    placePromises.checkDrained(status);
    workPromises.checkReasons(status.at(), status);
  }

  /**
   * What really draws was never told to be gone, so it must be counted.
   *
   * @param drawing steps that draw of groups that can be switched
   */
  public void checkHardware(Collection<ReplicaId> present, Map<MinerGroupId, Integer> drawing) {
    for (ReplicaId replica : present) {
      if (!counts.replicas().containsKey(replica)) {
        throw new BrokenPromise(
            "Promise 1: replica %s draws, but nobody counts it.".formatted(replica));
      }
    }
    for (MinerGroup group : counts.fleet().minerGroups()) {
      int steps = drawing.getOrDefault(group.id(), 0);
      if (steps > counts.miners().drawn(group)) {
        throw new BrokenPromise(
            "Promise 1: miner group %s draws with %d steps, but %d are counted."
                .formatted(group.id(), steps, counts.miners().drawn(group)));
      }
    }
  }

  /**
   * No GPU may draw more than is counted for it.
   *
   * @param held by replica: the cap its GPUs are really held to; one that is missing has its peak
   */
  public void checkCaps(Collection<ReplicaId> present, Map<ReplicaId, Watts> held) {
    for (ReplicaId replica : present) {
      Watts cap = held.get(replica);
      counts.caps().check(replica, cap == null ? CapCounts.PEAK : cap.value());
    }
  }

  /** The fleet that was applied last. */
  public Fleet wanted() {
    return counts.wanted();
  }

  /** The fleet that is in force. */
  public Fleet fleet() {
    return counts.fleet();
  }

  /** The jobs that were submitted and have not ended. */
  public Set<JobId> jobs() {
    return new TreeSet<>(counts.jobs().keySet());
  }
}
