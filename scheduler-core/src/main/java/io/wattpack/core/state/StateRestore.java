package io.wattpack.core.state;

import io.wattpack.core.event.Event;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerSteps;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.image.EngineImage;
import io.wattpack.core.plan.image.JobImage;
import io.wattpack.core.plan.image.MeterImage;
import io.wattpack.core.plan.image.MinerImage;
import io.wattpack.core.plan.image.PoolImage;
import io.wattpack.core.plan.image.ReplicaImage;
import io.wattpack.core.plan.image.RiseImage;
import io.wattpack.core.power.MeterLedger;
import io.wattpack.core.power.RisePace;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills an empty state from an image. The part of the reducer that knows how things were rather
 * than what happened: a job stands though the fleet of today would refuse it, and a replica keeps
 * the figures of its start. Sums and indexes are counted anew.
 */
final class StateRestore {
  private final State state;
  private final EngineImage image;

  private StateRestore(State state, EngineImage image) {
    this.state = state;
    this.image = image;
  }

  /**
   * The state that the image was taken of.
   *
   * @throws IllegalStateException if no state could have given the image
   */
  static State restored(EngineImage image) {
    StateRestore restore = new StateRestore(new State(), image);
    restore.run();
    return restore.state;
  }

  private void run() {
    if (image.owner() != null) {
      state.moveTo(image.recordedAt().value());
      new FleetChange(state).restore(image.fleet(), image.owner(), image.drain());
    }
    if (image.policy() != null) {
      state.decideBy(image.policy());
    }
    image.limits().forEach(this::happen);
    image.weather().forEach(this::happen);
    image.powerEvents().forEach(this::post);
    image.closures().forEach(this::happen);
    image.nodesGone().forEach(node -> happen(new NodeReadinessChanged(node, false)));
    image.miners().forEach(this::setMiner);
    image.minerLimits().forEach(this::limitMiner);
    image.jobs().forEach(this::addJob);
    image.replicas().forEach(this::addReplica);
    image.meters().forEach(this::setMeter);
    image.draws().forEach(known -> state.world().draws().put(known.work(), known.watts().value()));
    state.countReplica(image.lastReplica());
    state.countMinerOrder(image.lastMinerOrder());
    image.jobs().forEach(this::enterJob);
    image.pools().forEach(this::setPool);
    image.orders().forEach(state::apply);
    image.waiting().forEach(state::apply);
    image.breaches().forEach(state::apply);
    image.meters().forEach(this::resumeHighest);
    state.ledger().pace().forget();
    image.rises().forEach(this::resumeRise);
    state.moveTo(image.recordedAt().value());
    state.setLast(image.lastInput(), image.recordedAt().value());
  }

  private void happen(Event event) {
    Reason refusal = state.apply(new Input(image.lastInput(), image.recordedAt(), event));
    if (refusal != null) {
      throw new IllegalStateException("The image does not hold together: %s.".formatted(refusal));
    }
  }

  private void post(PowerEvent event) {
    int span = require(state.topology().spans().of(event.domain()), "power domain", event.domain());
    state.world().post(span, event, state.now());
  }

  private void setMiner(MinerImage miner) {
    int index = minerOf(miner.minerGroup());
    MinerSteps steps = miner.stepsKnown();
    long off = since(miner.offSince());
    state.miners().carry(index, steps, miner.falls(), off, since(miner.onSince()));
  }

  /** After the watts of every meter, which move it. */
  private void resumeHighest(MeterImage meter) {
    int domain = state.topology().domainOf(meter.domain());
    state.ledger().resumeHighest(domain, meter.highest().value());
  }

  /** After all that is booked, which is no rise. */
  private void resumeRise(RiseImage rise) {
    int domain = require(state.topology().domainOf(rise.domain()), "power domain", rise.domain());
    long beat = rise.since().value() / RisePace.BEAT_MILLIS;
    state.ledger().pace().put(domain, beat, rise.from().value());
  }

  private void setMeter(MeterImage meter) {
    int domain = require(state.topology().domainOf(meter.domain()), "power domain", meter.domain());
    long heard = meter.heardAt() == null ? MeterLedger.NEVER : meter.heardAt().value();
    state
        .meters()
        .carry(
            domain, meter.watts().value(), meter.sampledAt().value(), heard, meter.over().value());
    state.world().meterSources().set(domain, meter.source());
  }

  /** One that has ended stands too. */
  private void limitMiner(MinerLimitChanged known) {
    state.minerLimits().put(minerOf(known.minerGroup()), known.limit());
  }

  private int minerOf(MinerGroupId id) {
    return require(state.topology().minerOf(id), "miner group", id);
  }

  private static long since(@Nullable EpochMillis moment) {
    return moment == null ? Miners.ALWAYS : moment.value();
  }

  private void addJob(JobImage known) {
    int slot = state.jobs().add(known.job());
    List<Progress.Part> parts =
        known.progress().stream()
            .map(
                part ->
                    new Progress.Part(
                        part.replica().value(), part.lines(), part.tokens(), part.energy().value()))
            .toList();
    state.jobs().report(slot, new Progress(parts));
    state.jobs().restore(slot, known.cancelled(), known.failures());
  }

  private void addReplica(ReplicaImage known) {
    ReplicaStart start = known.start();
    Replicas replicas = state.replicas();
    int replica =
        replicas.add(
            start.replica().value(), start.tier(), known.startedAt().value(), start.reason());
    replicas.move(replica, known.state(), known.since().value());
    new DecisionReducer(state).place(replica, start, known.watts().value());
    replicas.time(replica, start.loadMillis(), start.runMillis());
    replicas.rate(replica, known.tokensPerSecond(), known.millijoulesPerToken());
    replicas.hold(replica, known.cap());
    belong(replica, start.owner());
    new Occupancy(state).resume(replica);
  }

  private void belong(int replica, ReplicaOwner owner) {
    switch (owner) {
      case PoolId pool -> state.replicas().belongToPool(replica, poolOf(pool));
      case JobId id -> {
        int job = require(state.jobs().slotOf(id), "job", id);
        state.replicas().belongToJob(replica, job);
        state.jobs().run(job, replica);
      }
    }
  }

  private void enterJob(JobImage known) {
    Job job = known.job();
    new JobEvents(state).resume(require(state.jobs().slotOf(job.id()), "job", job.id()));
  }

  private void setPool(PoolImage known) {
    int pool = poolOf(known.pool());
    long quiet = known.quietSince() == null ? Pools.BUSY : known.quietSince().value();
    state.pools().quiet(pool, quiet);
    state.pools().resize(pool, known.target());
    new WorkUpkeep(state).refreshPool(pool);
  }

  private int poolOf(PoolId id) {
    return require(state.topology().poolOf(id), "pool", id);
  }

  private static int require(int index, String what, @Nullable Object id) {
    if (index < 0) {
      throw new IllegalStateException(
          "The image speaks of the %s %s, which it does not hold.".formatted(what, id));
    }
    return index;
  }
}
