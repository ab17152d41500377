package io.wattpack.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.BatchProgressed;
import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobCancelled;
import io.wattpack.core.event.JobEnded;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MeterReading;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.PowerEventKind;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TelemetrySource;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.JobStatus;
import io.wattpack.core.state.MinerStatus;
import io.wattpack.core.state.PoolStatus;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Millijoules;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small stage: say what is given and what happens, then look at the plan. Steps run until nothing
 * more is to be done; every plan of a call is kept in {@link #plans}.
 */
final class Scene {
  static final long START = 1_000_000;
  private static final long FAR = 86_400_000;

  final Engine engine;
  final List<Plan> plans = new ArrayList<>();
  final List<UnsoundBundle> unsound = new ArrayList<>();
  private final List<Event> pending = new ArrayList<>();
  private long seq;
  private long now = START;
  private @Nullable EpochMillis nextWake;

  private Scene(Engine engine) {
    this.engine = engine;
  }

  static Scene given(FleetFixture fleet) {
    return given(fleet, Engine.create());
  }

  static Scene given(FleetFixture fleet, Engine engine) {
    Scene scene = new Scene(engine);
    return scene.happens(new FleetApplied(fleet.build(), ManagedBy.FILE)).steps();
  }

  /** Something happens now; it is seen by the next step. */
  Scene happens(Event event) {
    pending.add(event);
    return this;
  }

  Scene fleet(FleetFixture fleet) {
    return happens(new FleetApplied(fleet.build(), ManagedBy.FILE));
  }

  Scene batch(String id, String model, ServiceTier tier, long tokens, long chunks) {
    return batch(id, "acme", model, tier, tokens, chunks, now + FAR);
  }

  Scene batch(
      String id,
      String tenant,
      String model,
      ServiceTier tier,
      long tokens,
      long chunks,
      long deadline) {
    BatchWork work =
        new BatchWork(
            new ModelId(model), chunks * 10, tokens, chunks, new EpochMillis(deadline), List.of());
    return happens(
        new JobSubmitted(
            new Job(new JobId(id), new TenantId(tenant), tier, work, new EpochMillis(now))));
  }

  Scene task(String id, ServiceTier tier, int gpus, int shareMilli) {
    return task(
        id,
        tier,
        new TaskWork(gpus, new GpuShare(shareMilli), new Mebibytes(1_000), List.of(), 60_000));
  }

  Scene task(String id, ServiceTier tier, TaskWork work) {
    return happens(
        new JobSubmitted(
            new Job(new JobId(id), new TenantId("acme"), tier, work, new EpochMillis(now))));
  }

  Scene limit(String domain, long watts) {
    return happens(new LimitChanged(new PowerDomainId(domain), new Watts(watts), null));
  }

  Scene limitUntil(String domain, long watts, long until) {
    return happens(
        new LimitChanged(new PowerDomainId(domain), new Watts(watts), new EpochMillis(until)));
  }

  Scene noLimit(String domain) {
    return happens(new LimitChanged(new PowerDomainId(domain), null, null));
  }

  /** A meter of the site read so much just now. */
  Scene meter(String site, String domain, long watts) {
    return meter(site, domain, watts, now);
  }

  Scene meter(String site, String domain, long watts, long sampledAt) {
    return happens(
        new TelemetryReported(
            new SiteId(site),
            TelemetrySource.METER,
            new EpochMillis(sampledAt),
            List.of(new MeterReading(new PowerDomainId(domain), new Watts(watts))),
            List.of()));
  }

  Scene ready(long replica) {
    return happens(new ReplicaReady(new ReplicaId(replica)));
  }

  Scene stopped(long replica, StopCause cause) {
    return happens(new ReplicaStopped(new ReplicaId(replica), cause));
  }

  Scene minerStopped(String id) {
    return minerStopped(id, 0, minerStatus(id).steps().order());
  }

  Scene minerStopped(String id, int steps, long order) {
    return happens(new MinerStopped(new MinerGroupId(id), steps, order));
  }

  Scene minerStarted(String id, int steps, long order) {
    return happens(new MinerStarted(new MinerGroupId(id), steps, order));
  }

  Scene minerStarted(String id) {
    MinerStatus miner = minerStatus(id);
    return minerStarted(id, miner.group().steps(), miner.steps().order());
  }

  Scene progressed(String job, long replica, long lines, long tokens) {
    return happens(
        new BatchProgressed(
            new JobId(job), new ReplicaId(replica), lines, tokens, new Millijoules(tokens)));
  }

  Scene cancelled(String job) {
    return happens(new JobCancelled(new JobId(job)));
  }

  Scene ended(String job) {
    return happens(new JobEnded(new JobId(job)));
  }

  Scene later(long millis) {
    now += millis;
    return this;
  }

  long now() {
    return now;
  }

  /** Steps until nothing more is to be done; {@link #plans} then holds what these steps decided. */
  Scene steps() {
    stepsWithFindings();
    assertThat(unsound).isEmpty();
    return this;
  }

  /** As {@link #steps}, but the checker may object. */
  Scene stepsWithFindings() {
    plans.clear();
    unsound.clear();
    boolean more = true;
    while (more) {
      List<Input> inputs = new ArrayList<>();
      for (Event event : pending) {
        inputs.add(new Input(++seq, new EpochMillis(now), event));
      }
      pending.clear();
      StepResult result = engine.step(new StepInput(new EpochMillis(now), inputs));
      unsound.addAll(result.unsound());
      if (!result.plan().isEmpty()) {
        plans.add(result.plan());
      }
      nextWake = result.nextWakeAt();
      more = result.moreWork();
    }
    return this;
  }

  /** What the grid asks of a domain or region; it was known since the beginning. */
  static PowerEventPosted asks(
      String id, String domain, long watts, long start, long ramp, long end) {
    return new PowerEventPosted(
        new PowerEvent(
            new PowerEventId(id),
            new PowerDomainId(domain),
            new Watts(watts),
            PowerEventKind.HARD,
            new EpochMillis(0),
            new EpochMillis(start),
            ramp,
            new EpochMillis(end),
            "their-7"));
  }

  /** The sites confirm every stop that was ordered. */
  Scene stopsConfirmed() {
    for (ReplicaStatus replica : engine.status().replicas()) {
      if (replica.state() == ReplicaState.DRAINING) {
        happens(new ReplicaStopped(replica.id(), StopCause.REQUESTED));
      }
    }
    return this;
  }

  /** The sites confirm every cap that was ordered. */
  Scene capsApplied() {
    for (ReplicaStatus replica : engine.status().replicas()) {
      if (replica.cap() != null) {
        happens(new CapApplied(replica.id(), replica.cap().order()));
      }
    }
    return this;
  }

  /** The sites confirm every switching of miners that was ordered. */
  Scene minersConfirmed() {
    engine
        .status()
        .miners()
        .forEach(
            miner -> {
              if (miner.state() == MinerState.STARTING) {
                happens(
                    new MinerStarted(
                        miner.group().id(), miner.steps().ordered(), miner.steps().order()));
              } else if (miner.state() == MinerState.STOPPING) {
                happens(
                    new MinerStopped(
                        miner.group().id(), miner.steps().ordered(), miner.steps().order()));
              }
            });
    return this;
  }

  @Nullable EpochMillis nextWake() {
    return nextWake;
  }

  List<Decision> decisions() {
    return plans.stream()
        .flatMap(p -> p.bundles().stream())
        .map(Bundle::decisions)
        .flatMap(List::stream)
        .toList();
  }

  <T extends Decision> List<T> decisions(Class<T> kind) {
    return decisions().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<Long> stops() {
    return decisions(ReplicaStop.class).stream().map(stop -> stop.replica().value()).toList();
  }

  List<ReasonCode> refusals() {
    return plans.stream().flatMap(p -> p.refusals().stream()).map(r -> r.reason().code()).toList();
  }

  ReplicaStatus replica(long number) {
    return engine.status().replicas().stream()
        .filter(replica -> replica.id().value() == number)
        .findFirst()
        .orElseThrow();
  }

  List<String> nodesOf(String owner) {
    return engine.status().replicas().stream()
        .filter(replica -> replica.owner().toString().equals(owner))
        .map(replica -> replica.node().value())
        .toList();
  }

  DomainStatus domain(String id) {
    return engine.status().domains().stream()
        .filter(domain -> domain.domain().id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  MinerState miner(String id) {
    return minerStatus(id).state();
  }

  MinerStatus minerStatus(String id) {
    return engine.status().miners().stream()
        .filter(miner -> miner.group().id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  PoolStatus pool(String model, ServiceTier tier) {
    PoolId id = new PoolId(new ModelId(model), tier);
    return engine.status().pools().stream()
        .filter(pool -> pool.spec().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Nullable JobStatus job(String id) {
    return engine.status().jobs().stream()
        .filter(job -> job.job().id().value().equals(id))
        .findFirst()
        .orElse(null);
  }

  @Nullable Reason whyWaits(String job) {
    JobStatus status = job(job);
    return status == null ? null : status.waiting();
  }
}
