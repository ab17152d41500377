package io.wattpack.core.state;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.BreachChanged;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.PoolOrder;
import io.wattpack.core.plan.PoolSized;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaResume;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.plan.TaskRejected;
import io.wattpack.core.plan.WaitingChanged;
import io.wattpack.core.units.EpochMillis;

/**
 * Applies decisions, fresh or recorded. One that cannot be applied is a defect or a bad journal.
 */
final class DecisionReducer {
  private final State state;
  private final WorkUpkeep upkeep;
  private final Occupancy occupancy;

  DecisionReducer(State state) {
    this.state = state;
    upkeep = new WorkUpkeep(state);
    occupancy = new Occupancy(state);
  }

  void apply(Decision decision) {
    switch (decision) {
      case ReplicaStart start -> start(start);
      case ReplicaStop stop -> stop(stop);
      case ReplicaPause pause -> pause(pause);
      case ReplicaResume resume -> resume(resume);
      case CapSet cap -> cap(cap);
      case MinerOn on -> orderMiner(on.minerGroup(), on.steps(), on.order());
      case MinerOff off -> orderMiner(off.minerGroup(), off.steps(), off.order());
      case PoolSized sized -> resize(sized);
      case TaskRejected rejected -> reject(rejected.job());
    }
  }

  void order(PoolOrder order) {
    state.pools().order(poolOf(order.pool()), order.shares());
  }

  void report(BreachChanged changed) {
    int span = state.topology().spans().of(changed.domain());
    if (span < 0) {
      throw new IllegalStateException(
          "The fleet has no power domain %s.".formatted(changed.domain()));
    }
    state.ledger().reportBreach(span, changed.over().value());
  }

  private void start(ReplicaStart start) {
    Replicas replicas = state.replicas();
    int replica = replicas.add(start.replica().value(), start.tier(), state.now(), start.reason());
    state.countReplica(start.replica().value());
    place(replica, start);
    replicas.time(replica, start.loadMillis(), start.runMillis());
    switch (start.owner()) {
      case PoolId pool -> startForPool(replica, poolOf(pool));
      case JobId job -> startForTask(replica, jobOf(job));
    }
  }

  private void place(int replica, ReplicaStart start) {
    int[] gpus = gpus(start);
    long rise = 0;
    for (int gpu : gpus) {
      rise += state.devices().rise(gpu);
    }
    place(replica, start, gpus, rise);
  }

  /** Puts the replica where it was started, with the rise it had then. */
  void place(int replica, ReplicaStart start, long rise) {
    place(replica, start, gpus(start), rise);
  }

  private void place(int replica, ReplicaStart start, int[] gpus, long rise) {
    Replicas replicas = state.replicas();
    replicas.place(replica, nodes(start), gpus, rise);
    HostBooking host = start.hosts().getFirst();
    replicas.bookHosts(replica, host.cpuMilli(), host.memory().value());
    if (start.devices().isEmpty()) {
      replicas.bookDevices(replica, 0, 0, null);
    } else {
      DeviceBooking device = start.devices().getFirst();
      replicas.bookDevices(replica, device.share().milli(), device.memory().value(), device.mig());
    }
  }

  private int[] nodes(ReplicaStart start) {
    int[] nodes = new int[start.hosts().size()];
    for (int member = 0; member < nodes.length; member++) {
      nodes[member] = nodeOf(start.hosts().get(member).node());
    }
    return nodes;
  }

  private int[] gpus(ReplicaStart start) {
    int[] gpus = new int[start.devices().size()];
    for (int i = 0; i < gpus.length; i++) {
      DeviceBooking device = start.devices().get(i);
      gpus[i] = state.topology().gpuFirst(nodeOf(device.node())) + device.slot();
    }
    return gpus;
  }

  private int nodeOf(NodeId id) {
    int node = state.topology().nodeOf(id);
    if (node < 0) {
      throw new IllegalStateException("The fleet has no node %s.".formatted(id));
    }
    return node;
  }

  private void startForPool(int replica, int pool) {
    state.replicas().belongToPool(replica, pool);
    rate(replica);
    occupancy.occupy(replica);
    upkeep.refreshPool(pool);
  }

  private void rate(int replica) {
    ModelProfile profile = ProfileMatch.of(state, replica);
    if (profile == null) {
      state.replicas().rate(replica, 0, 0);
    } else {
      state.replicas().rate(replica, profile.tokensPerSecond(), profile.millijoulesPerToken());
    }
  }

  private void startForTask(int replica, int job) {
    state.replicas().belongToJob(replica, job);
    state.replicas().rate(replica, 0, 0);
    upkeep.removeTask(job);
    state.jobs().run(job, replica);
    occupancy.occupy(replica);
  }

  private void stop(ReplicaStop stop) {
    int replica = state.replicas().slotOf(stop.replica().value());
    if (replica < 0 || !state.replicas().state(replica).canBecome(ReplicaState.DRAINING)) {
      throw new IllegalStateException("Replica %s cannot stop.".formatted(stop.replica()));
    }
    occupancy.leave(replica);
    state.replicas().move(replica, ReplicaState.DRAINING, state.now());
    state.replicas().explain(replica, stop.reason());
    state.toStop().remove(stop.replica().value());
    int pool = state.replicas().pool(replica);
    if (pool >= 0) {
      upkeep.refreshPool(pool);
    }
  }

  private void pause(ReplicaPause pause) {
    Replicas replicas = state.replicas();
    int replica = replicas.slotOf(pause.replica().value());
    if (replica < 0
        || replicas.pool(replica) < 0
        || replicas.state(replica) != ReplicaState.READY
        || !replicas.hasWholeGpus(replica)) {
      throw new IllegalStateException("Replica %s cannot pause.".formatted(pause.replica()));
    }
    occupancy.pause(replica);
    replicas.explain(replica, pause.reason());
    upkeep.refreshPool(replicas.pool(replica));
  }

  private void resume(ReplicaResume resume) {
    Replicas replicas = state.replicas();
    int replica = replicas.slotOf(resume.replica().value());
    if (replica < 0 || !replicas.isPaused(replica)) {
      throw new IllegalStateException("Replica %s is not paused.".formatted(resume.replica()));
    }
    occupancy.unpause(replica);
    replicas.explain(replica, resume.reason());
    upkeep.refreshPool(replicas.pool(replica));
  }

  private void cap(CapSet decision) {
    Replicas replicas = state.replicas();
    int replica = replicas.slotOf(decision.replica().value());
    if (replica < 0 || replicas.isLeaving(replica) || !isNext(replica, decision)) {
      throw new IllegalStateException(
          "Replica %s cannot be capped by order %d."
              .formatted(decision.replica(), decision.order()));
    }
    PowerCap last = state.capOf(replica);
    replicas.hold(replica, last.then(decision.cap(), new EpochMillis(state.now())));
    occupancy.hold(replica);
  }

  private boolean isNext(int replica, CapSet decision) {
    return decision.order() == state.capOf(replica).order() + 1;
  }

  private void reject(JobId id) {
    int job = jobOf(id);
    if (state.jobs().replica(job) >= 0) {
      throw new IllegalStateException("The task %s runs and cannot be rejected.".formatted(id));
    }
    upkeep.removeTask(job);
    state.jobs().remove(job);
  }

  private void orderMiner(MinerGroupId id, int steps, long order) {
    int miner = state.topology().minerOf(id);
    if (miner < 0 || steps < 0 || steps > state.topology().miner(miner).steps()) {
      throw new IllegalStateException("Miner group %s cannot run %d steps.".formatted(id, steps));
    }
    state.miners().order(miner, steps, order, state.now());
    state.countMinerOrder(order);
  }

  private void resize(PoolSized sized) {
    int pool = poolOf(sized.pool());
    state.pools().resize(pool, sized.replicas());
    upkeep.refreshPool(pool);
  }

  void explain(WaitingChanged changed) {
    switch (changed.work()) {
      case PoolId pool -> state.pools().explain(poolOf(pool), changed.reason());
      case JobId job -> upkeep.explainTask(jobOf(job), changed.reason());
    }
  }

  private int poolOf(PoolId id) {
    int pool = state.topology().poolOf(id);
    if (pool < 0) {
      throw new IllegalStateException("The fleet has no pool %s.".formatted(id));
    }
    return pool;
  }

  private int jobOf(JobId id) {
    int job = state.jobs().slotOf(id);
    if (job < 0) {
      throw new IllegalStateException("There is no job %s.".formatted(id));
    }
    return job;
  }
}
