package io.wattpack.core.engine;

import io.wattpack.core.check.PlanChecker;
import io.wattpack.core.event.Input;
import io.wattpack.core.explain.Explanation;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.placement.Placer;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.plan.image.EngineImage;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.ImageReader;
import io.wattpack.core.state.State;
import io.wattpack.core.state.StateDigest;
import io.wattpack.core.state.StatusReader;
import io.wattpack.core.units.EpochMillis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler: a deterministic state machine of which {@link #step} is the only way in and the
 * plan it returns the only way out.
 *
 * <p>Recovering from recorded inputs and plans gives the state that lived, and the same plans from
 * there on. Not for use by several threads; each works on its own {@link #fork}.
 */
public final class Engine {
  private final PoolWakes wakes;
  private final boolean remembers;
  private final KnownTasks tasks = new KnownTasks();
  private final Map<Integer, Uncapping.Settled> settled = Uncapping.nothing();
  private final AboveCap aboveCap;
  private State state;
  private Placer placer;
  private PlanChecker checker;
  private Tried tried;
  private boolean isStale;

  private Engine(
      State state,
      PlanChecker checker,
      PoolWakes wakes,
      boolean remembers,
      Tried tried,
      AboveCap aboveCap) {
    this.state = state;
    placer = remembers ? new Placer(state) : Placer.withoutMemory(state);
    this.checker = checker;
    this.wakes = wakes;
    this.remembers = remembers;
    this.tried = tried;
    this.aboveCap = aboveCap;
  }

  /** Of an empty fleet, before any input. */
  public static Engine create() {
    return new Engine(
        new State(), new PlanChecker(), new PoolWakes(), true, Tried.NOTHING, new AboveCap());
  }

  /** One that tries everything again in every step; it makes the same plans, more slowly. */
  static Engine withoutMemory() {
    return new Engine(
        new State(), new PlanChecker(), new PoolWakes(), false, Tried.NOTHING, new AboveCap());
  }

  /** A copy that goes its own way; costs the copying of the state's arrays. */
  public Engine fork() {
    Engine fork =
        new Engine(state.fork(), checker.fork(), wakes.copy(), remembers, tried, aboveCap.copy());
    fork.isStale = isStale;
    return fork;
  }

  /** Applies the inputs, decides, and applies what was decided. */
  public StepResult step(StepInput input) {
    PlanDraft draft = new PlanDraft(state, checker);
    for (Input next : input.inputs()) {
      Reason refusal = apply(next);
      if (refusal != null) {
        draft.refuse(next.seq(), refusal);
      }
    }
    state.moveTo(Math.max(input.now().value(), state.recordedAt()));
    boolean isComplete = decide(draft);
    boolean moreWork = !isComplete || draft.hasBundles();
    return new StepResult(draft.finish(), moreWork, nextWake(), draft.unsound());
  }

  private @Nullable Reason apply(Input given) {
    Input input = tasks.shared(given);
    Reason refusal = state.apply(input);
    if (refusal == null) {
      checker.observe(input);
    }
    return refusal;
  }

  /** Safety first, then the one order, then what is left for miners, then why. */
  private boolean decide(PlanDraft draft) {
    wakes.due(state);
    if (isStale || !remembers) {
      state.forgetDerived();
      isStale = false;
    }
    new MinerLimiting(state, draft).run();
    new Shedding(state, draft).run(aboveCap);
    new Draining(state, draft).run();
    stopCancelled(draft);
    new PoolResizing(state, draft).run(state.pools().touched());
    tried = new Placing(state, draft, placer).run(remembers ? tried : Tried.NOTHING);
    boolean isComplete = tried.isComplete();
    if (isComplete) {
      Wanted wanted = new Wanted(state, placer);
      new Uncapping(state, draft, remembers ? settled : Uncapping.nothing()).run(wanted);
      new Filling(state, draft).run(wanted);
    }
    explain(draft);
    return isComplete;
  }

  private void stopCancelled(PlanDraft draft) {
    List<Decision> stops = new ArrayList<>();
    for (long number : state.toStop().entries().keySet()) {
      stops.add(new ReplicaStop(new ReplicaId(number), Reason.of(ReasonCode.JOB_CANCELLED)));
    }
    stops.forEach(stop -> draft.carryOut(Bundle.of(stop)));
  }

  private void explain(PlanDraft draft) {
    Explaining explaining = new Explaining(state, draft);
    explaining.endWaits(state.pools().touched());
    explaining.orderPools(state.pools().reordered());
    explaining.reportBreaches();
    List<Integer> looked = state.pools().touched();
    wakes.plan(state, looked);
    aboveCap.refresh(state);
    state.pools().forgetTouched();
    // What started or went on in this step may leave others to stop in the next.
    PoolResizing resizing = new PoolResizing(state, draft);
    looked.stream().filter(resizing::isDue).forEach(state.pools()::touch);
    state.ledger().forgetTouched();
  }

  private @Nullable EpochMillis nextWake() {
    long next = Math.min(state.nextLimitEnd(), wakes.next());
    next = Math.min(next, state.nextLimitChange());
    next = Math.min(next, state.nextClosureEnd());
    next = Math.min(next, aboveCap.nextLook(state));
    next = Math.min(next, state.miners().nextReady(state.now()));
    next = Math.min(next, state.minerLimits().nextEnd(state.now()));
    return next == Long.MAX_VALUE ? null : new EpochMillis(next);
  }

  /**
   * Applies inputs and the plan that was recorded after them, without deciding.
   *
   * @param inputs those up to the plan's last input that were not applied yet
   * @throws IllegalStateException if the plan cannot have followed from them
   */
  public void recover(List<Input> inputs, Plan plan) {
    inputs.forEach(this::apply);
    state.moveTo(plan.at().value());
    for (Bundle bundle : plan.bundles()) {
      bundle.decisions().forEach(state::apply);
      checker.accept(bundle, plan.at());
    }
    plan.poolOrders().forEach(state::apply);
    plan.waiting().forEach(state::apply);
    plan.breaches().forEach(state::apply);
    state.record();
    state.fresh().clear();
    tried = Tried.NOTHING;
    settled.clear();
    aboveCap.forget();
    isStale = true;
  }

  /**
   * Everything it knows, as values; {@link #restore} makes an equal engine of it. Between steps;
   * costs as much as the fleet and the work are large.
   */
  public EngineImage image() {
    return ImageReader.read(state);
  }

  /**
   * The engine that the image was taken of: the same digest, and the same plans from there on.
   *
   * @throws IllegalStateException if no engine could have given the image
   */
  public static Engine restore(EngineImage image) {
    Engine engine = create();
    engine.recover(image);
    return engine;
  }

  /**
   * Puts the image in the place of everything it knows.
   *
   * @throws IllegalStateException if no engine could have given the image; nothing has changed then
   */
  public void recover(EngineImage image) {
    State restored = State.restored(image);
    checker = PlanChecker.restored(image);
    state = restored;
    placer = remembers ? new Placer(state) : Placer.withoutMemory(state);
    tried = Tried.NOTHING;
    settled.clear();
    aboveCap.forget();
    isStale = true;
  }

  /** An immutable picture of the whole state; costs as much as the fleet and the work are large. */
  public FleetStatus status() {
    return StatusReader.read(state);
  }

  /**
   * Why the job is where it is, or is not. Costs as much as the fleet is large; changes nothing.
   *
   * @return null: there is no such job
   */
  public @Nullable Explanation explain(JobId job) {
    return new JobExplaining(state).explain(job);
  }

  /** The fleet that is in force. */
  public Fleet fleet() {
    return state.topology().fleet();
  }

  /** One number for the complete state: equal states, equal numbers. */
  public long digest() {
    return StateDigest.of(state);
  }

  State state() {
    return state;
  }

  PlanChecker checker() {
    return checker;
  }
}
