package io.wattpack.api.simulation;

import io.wattpack.api.journal.EntryKind;
import io.wattpack.api.journal.JournalEntry;
import io.wattpack.api.journal.JournalReader;
import io.wattpack.api.journal.Snapshots;
import io.wattpack.api.loop.PlanListener;
import io.wattpack.api.loop.Recovery;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.engine.StepResult;
import io.wattpack.core.event.Input;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.plan.image.FleetDrain;
import io.wattpack.core.sim.JournalPromises;
import io.wattpack.core.state.FleetStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds every step of the loop against the promises, counted from the journal alone, and every
 * recovery against the state that lived.
 */
final class Auditor implements PlanListener {
  private final Supplier<ServiceProcess> service;
  private final Sites sites;
  private final Consumer<Throwable> onBroken;
  private final Trace trace;
  private final Map<Long, Long> digests = new LinkedHashMap<>();
  private final Map<Position, Long> lived = new LinkedHashMap<>();
  private JournalPromises promises = new JournalPromises();
  private JournalCursor cursor = new JournalCursor();
  private long lastPlan;
  private long steps;
  private long settledChecks;
  private long sheds;
  private long breaches;
  private long recoveriesCompared;
  private PlacedWork work = PlacedWork.NONE;
  private @Nullable FleetDrain drain;
  private long fleetDrains;

  Auditor(
      Supplier<ServiceProcess> service, Sites sites, Consumer<Throwable> onBroken, Trace trace) {
    this.service = service;
    this.sites = sites;
    this.onBroken = onBroken;
    this.trace = trace;
  }

  @Override
  public void planned(long sequence, Plan plan, Fleet fleet, FleetStatus status) {
    try {
      if (sequence == 0) {
        recovered(fleet, status);
      } else {
        stepped(sequence, plan, fleet, status);
      }
    } catch (RuntimeException e) {
      onBroken.accept(e);
    }
  }

  /** Counts anew what the journal holds, up to what the process has seen of it. */
  private void recovered(Fleet fleet, FleetStatus status) {
    promises = new JournalPromises();
    cursor = new JournalCursor();
    lastPlan = 0;
    Engine witness = Engine.create();
    cursor.read(
        journal(),
        entry -> {
          if (entry.kind() == EntryKind.PLAN) {
            lastPlan = entry.seq();
            enter(entry, witness);
          }
        });
    promises.enter(cursor.take(status.lastInput()), nothing(status));
    promises.checkStep(nothing(status), fleet, status);
    promises.checkHardware(sites.present(), sites.drawing());
    promises.checkCaps(sites.present(), sites.capsHeld());
  }

  /** Which fleet was in force then is told by an engine that takes the recorded plans. */
  private void enter(JournalEntry entry, Engine witness) {
    Plan plan = entry.plan();
    List<Input> inputs = List.copyOf(cursor.take(plan.lastInput()));
    witness.recover(inputs, plan);
    promises.enter(inputs, plan);
    promises.inForce(witness.fleet(), witness.status());
  }

  private static Plan nothing(FleetStatus status) {
    return new Plan(
        status.lastInput(), status.at(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** How far an engine has come: the entry of the last plan, and the last input it has seen. */
  private record Position(long plan, long input) {}

  /**
   * Before it starts: what the next process will recover must be what lived; from the first entry
   * and from a snapshot in turns.
   */
  void compareRecovery(ServiceProcess next, boolean fromSnapshot) {
    Engine recovered = Engine.create();
    if (fromSnapshot) {
      Recovery.run(next.journal(), new Snapshots(next.store()), recovered, (number, why) -> {});
    } else {
      Recovery.run(next.journal(), recovered);
    }
    long plans =
        ResultAudit.number(next.store(), "SELECT MAX(seq) FROM journal WHERE kind = 'PLAN'");
    compare(plans, recovered);
  }

  private void compare(long plan, Engine recovered) {
    Long before = lived.get(new Position(plan, recovered.status().lastInput()));
    if (before == null) {
      return;
    }
    recoveriesCompared++;
    if (recovered.digest() != before) {
      throw new BrokenRun(
          "Recovered at entry %d the state is %x, but when it lived it was %x."
              .formatted(plan, recovered.digest(), before));
    }
  }

  private void stepped(long sequence, Plan plan, Fleet fleet, FleetStatus status) {
    steps++;
    count(status.placement().drain());
    cursor.read(journal(), entry -> {});
    promises.enter(cursor.take(status.lastInput()), plan);
    if (!plan.isEmpty()) {
      digests.put(sequence, engine().digest());
      lastPlan = sequence;
      trace.add("plan %d %s".formatted(sequence, plan));
      count(plan);
    }
    lived.put(new Position(lastPlan, status.lastInput()), engine().digest());
    promises.checkStep(plan, fleet, status);
    promises.checkHardware(sites.present(), sites.drawing());
    promises.checkCaps(sites.present(), sites.capsHeld());
    StepResult next = engine().fork().step(new StepInput(status.at(), List.of()));
    if (next.plan().isEmpty() && !next.moreWork()) {
      promises.checkSettled(status);
      settledChecks++;
    }
  }

  private void count(@Nullable FleetDrain now) {
    fleetDrains += now != null && !now.equals(drain) ? 1 : 0;
    drain = now;
  }

  private void count(Plan plan) {
    work = work.and(plan);
    breaches += plan.breaches().stream().filter(breach -> breach.over().value() > 0).count();
    sheds +=
        plan.bundles().stream()
            .flatMap(bundle -> bundle.decisions().stream())
            .filter(
                decision ->
                    decision instanceof ReplicaStop
                        || decision instanceof MinerOff
                        || decision instanceof ReplicaPause
                        || decision instanceof CapSet)
            .filter(decision -> isForPower(decision.reason().code()))
            .count();
  }

  private static boolean isForPower(ReasonCode code) {
    return code == ReasonCode.LIMIT_FELL || code == ReasonCode.LIMIT_WILL_FALL;
  }

  private JournalReader journal() {
    return service.get().journal();
  }

  private Engine engine() {
    return service.get().engine();
  }

  /** The promises as the newest step left them. */
  JournalPromises promises() {
    return promises;
  }

  /** The digest that lived after the plan of this number; null: it was not seen. */
  @Nullable Long digestAfter(long plan) {
    return digests.get(plan);
  }

  long steps() {
    return steps;
  }

  /** Steps that left nothing to do. */
  long settledChecks() {
    return settledChecks;
  }

  /** Replicas and miners that were ordered off because a limit fell. */
  long sheds() {
    return sheds;
  }

  /** What was decided about more than plain replicas. */
  PlacedWork work() {
    return work;
  }

  /** Fleet edits that gave up what was in use, counted by what they still wait for. */
  long fleetDrains() {
    return fleetDrains;
  }

  long breaches() {
    return breaches;
  }

  /** Recoveries whose state was held against one that lived. */
  long recoveriesCompared() {
    return recoveriesCompared;
  }
}
