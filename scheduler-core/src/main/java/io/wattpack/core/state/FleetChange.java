package io.wattpack.core.state;

import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.DrawKey;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.image.FleetDrain;
import io.wattpack.core.power.MeterLedger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts another fleet in the place of the present one and carries what runs, waits and is limited
 * over by id. All books are counted anew on the new topology.
 */
final class FleetChange {
  private final State state;

  FleetChange(State state) {
    this.state = state;
  }

  @Nullable Reason apply(FleetApplied applied) {
    ManagedBy owner = state.owner();
    if (owner != null && owner != applied.managedBy()) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, owner.label());
    }
    String fault = FleetRules.faultOf(applied.fleet());
    if (fault != null) {
      return Reason.about(ReasonCode.INVALID_FLEET, fault);
    }
    Topology wanted = new Topology(applied.fleet());
    FleetInUse inUse = new FleetInUse(state, wanted);
    String lost = inUse.lostJob();
    if (lost != null) {
      return Reason.about(ReasonCode.REMOVES_WHAT_IS_IN_USE, lost);
    }
    FleetDrain drain = inUse.drain();
    return drain.isEmpty() ? become(applied, wanted) : startDrain(applied, drain);
  }

  private @Nullable Reason startDrain(FleetApplied applied, FleetDrain drain) {
    Fleet merged = new FleetMerge(state.topology(), drain).merged();
    String fault = FleetRules.faultOf(merged);
    return fault != null
        ? Reason.about(ReasonCode.REMOVES_WHAT_IS_IN_USE, fault)
        : become(applied, new Topology(merged, drain));
  }

  private @Nullable Reason become(FleetApplied applied, Topology next) {
    state.own(applied.managedBy());
    carryOver(next);
    return null;
  }

  /** The fleet as it was, perhaps in the middle of a drain. */
  void restore(Fleet fleet, ManagedBy owner, @Nullable FleetDrain drain) {
    String fault = FleetRules.faultOf(fleet);
    if (fault != null) {
      throw new IllegalStateException("The image does not hold together: %s.".formatted(fault));
    }
    state.own(owner);
    carryOver(new Topology(fleet, drain));
  }

  /** Puts the wanted fleet in force once nothing that it has not is in use any more. */
  void endDrain() {
    FleetDrain drain = state.topology().retained().drain();
    if (drain != null && state.retainedReplicas() == 0 && areOff(state.topology().retained())) {
      carryOver(new Topology(drain.wanted()));
    }
  }

  private boolean areOff(Retained retained) {
    for (int miner : retained.miners()) {
      if (state.miners().draws(miner)) {
        return false;
      }
    }
    return true;
  }

  private void carryOver(Topology next) {
    World before = state.world();
    List<Integer> replicas = List.copyOf(state.replicas().all());
    forgetPlaces(before);
    World after = World.of(next, state.log());
    state.replace(after);
    state.forgetRetained();
    carryLimits(before, after);
    carryBreaches(before, after);
    carryWeather(before, after);
    carryGridEvents(before, after);
    after.schedule().refreshContracts(state.now());
    carryMiners(before, after);
    carryPools(before, after);
    carryClosures(before, after);
    replicas.forEach(replica -> carryReplica(before.topology(), replica));
    carryMeters(before, after);
    carryDraws(before, after);
    carryRises(before, after);
    carryJobs();
    releaseHeld();
    refresh();
  }

  private void forgetPlaces(World before) {
    for (int pool = 0; pool < before.topology().poolCount(); pool++) {
      WorkKey queued = before.pools().queued(pool);
      if (queued != null) {
        state.dequeue(queued);
      }
    }
  }

  private void carryLimits(World before, World after) {
    for (int old = 0; old < before.topology().domainCount(); old++) {
      int domain = after.topology().domainOf(before.topology().domain(old).id());
      if (domain < 0) {
        continue;
      }
      long end = before.ledger().limitEnd(old);
      after.ledger().limit(domain, before.ledger().limit(old), end, state.now());
      if (end != Long.MAX_VALUE) {
        after.limitEnds().put(new World.LimitEnd(end, domain), Boolean.TRUE);
      }
    }
  }

  /** Once all is booked: what another fleet draws of itself is no rise. */
  private void carryRises(World before, World after) {
    after.ledger().turnTo(state.now());
    for (int old = 0; old < before.topology().domainCount(); old++) {
      int domain = after.topology().domainOf(before.topology().domain(old).id());
      if (domain >= 0) {
        after.ledger().carryRise(domain, before.ledger(), old);
      }
    }
  }

  private static void carryBreaches(World before, World after) {
    Spans then = before.topology().spans();
    for (int old = 0; old < then.count(); old++) {
      int span = after.topology().spans().of(then.id(old));
      if (span >= 0) {
        after.ledger().reportBreach(span, before.ledger().breach(old));
      }
    }
  }

  private void carryWeather(World before, World after) {
    for (int old = 0; old < before.topology().siteCount(); old++) {
      int site = after.topology().siteIndexOf(before.topology().site(old).id());
      int mean = before.means().get(old);
      if (site >= 0 && mean != World.UNKNOWN) {
        after.observe(site, mean, before.outside().get(old), state.now());
      }
    }
  }

  private void carryGridEvents(World before, World after) {
    for (PowerEvent event : before.gridEvents().all()) {
      int span = after.topology().spans().of(event.domain());
      if (span >= 0) {
        after.post(span, event, state.now());
      }
    }
  }

  /**
   * What was heard under the fleet before cannot be compared with what is booked on this one. What
   * the edit books explains so much of what a meter showed.
   */
  private void carryMeters(World before, World after) {
    MeterLedger then = before.meters();
    for (int old = 0; old < before.topology().domainCount(); old++) {
      int domain = after.topology().domainOf(before.topology().domain(old).id());
      if (domain >= 0 && then.isMetered(old)) {
        long rise = Math.max(0, after.meters().booked(domain) - then.booked(old));
        long over = Math.min(then.over(old), Math.max(0, then.over(old) - rise));
        after.meters().carry(domain, then.watts(old), then.sampledAt(old), MeterLedger.NEVER, over);
        after.ledger().settle(domain);
        after.meterSources().set(domain, before.meterSources().get(old));
      }
    }
  }

  private static void carryDraws(World before, World after) {
    for (DrawKey work : before.draws().works()) {
      int model = after.topology().gpuModelOf(work.gpuModel());
      long watts = before.draws().require(work);
      if (model >= 0 && watts < after.topology().gpuModel(model).peak().value()) {
        after
            .draws()
            .put(work, Math.max(watts, after.topology().gpuModel(model).capLeast().value()));
      }
    }
  }

  private void carryMiners(World before, World after) {
    for (int old = 0; old < before.topology().minerCount(); old++) {
      int miner = after.topology().minerOf(before.topology().miner(old).id());
      if (miner >= 0 && after.miners().isSwitchable(miner) && before.miners().isSwitchable(old)) {
        Miners then = before.miners();
        after
            .miners()
            .carry(miner, then.steps(old), then.falls(old), then.offSince(old), then.onSince(old));
        carryLimit(before.minerLimits().last(old), miner, after);
      }
    }
  }

  private static void carryLimit(@Nullable MinerLimit limit, int miner, World after) {
    if (limit != null) {
      after.minerLimits().put(miner, limit.within(after.topology().miner(miner).steps()));
    }
  }

  private void carryPools(World before, World after) {
    Pools pools = after.pools();
    for (int pool = 0; pool < after.topology().poolCount(); pool++) {
      int old = before.topology().poolOf(after.topology().pool(pool).id());
      if (old < 0) {
        pools.quiet(pool, state.now());
        continue;
      }
      pools.resize(pool, before.pools().target(old));
      pools.quiet(pool, before.pools().quietSince(old));
      pools.explain(pool, before.pools().waiting(old));
      pools.order(pool, before.pools().order(old));
    }
  }

  private void carryClosures(World before, World after) {
    for (Closures.Entry entry : before.closures().entries()) {
      if (after.topology().has(entry.place())) {
        after.closures().close(entry.place(), entry.closure(), entry.until(), state.now());
      }
    }
    for (int old = 0; old < before.topology().nodeCount(); old++) {
      int node = after.topology().nodeOf(before.topology().node(old).id());
      if (node >= 0 && !before.closures().isReady(old)) {
        after.closures().ready(node, false);
      }
    }
  }

  private void carryReplica(Topology before, int replica) {
    Replicas replicas = state.replicas();
    Topology now = state.topology();
    int[] nodes = new int[replicas.memberCount(replica)];
    for (int member = 0; member < nodes.length; member++) {
      nodes[member] = now.nodeOf(before.node(replicas.nodeOfMember(replica, member)).id());
    }
    int[] gpus = replicas.gpus(replica).clone();
    for (int i = 0; i < gpus.length; i++) {
      int old = before.nodeOfGpu(gpus[i]);
      gpus[i] += now.gpuFirst(now.nodeOf(before.node(old).id())) - before.gpuFirst(old);
    }
    replicas.relocate(replica, nodes, gpus);
    if (replicas.pool(replica) >= 0) {
      replicas.belongToPool(replica, now.poolOf(before.pool(replicas.pool(replica)).id()));
    }
    new Occupancy(state).resume(replica);
  }

  private void carryJobs() {
    JobEvents events = new JobEvents(state);
    for (int job : List.copyOf(state.jobs().all())) {
      Job known = state.jobs().job(job);
      if (known.work() instanceof BatchWork batch) {
        state.jobs().serveBy(job, state.topology().poolServing(batch.model(), known.tier()));
        events.enter(job);
      }
    }
  }

  /** What the checker refused is tried again: the mistake may have been in the fleet. */
  private void releaseHeld() {
    for (int pool = 0; pool < state.topology().poolCount(); pool++) {
      if (isHeld(state.pools().waiting(pool))) {
        state.pools().explain(pool, null);
      }
    }
    for (int taskClass : state.tasks().inOrder()) {
      if (isHeld(state.tasks().waiting(taskClass))) {
        state.tasks().explain(taskClass, null);
      }
    }
  }

  private static boolean isHeld(@Nullable Reason reason) {
    return reason != null && reason.code() == ReasonCode.UNSOUND_BUNDLE;
  }

  private void refresh() {
    WorkUpkeep upkeep = new WorkUpkeep(state);
    for (int pool = 0; pool < state.topology().poolCount(); pool++) {
      boolean isQuiet = state.pools().tokensLeft(pool) == 0;
      if (isQuiet && state.pools().quietSince(pool) == Pools.BUSY) {
        state.pools().quiet(pool, state.now());
      }
      upkeep.refreshPool(pool);
    }
    state.forgetDerived();
  }
}
