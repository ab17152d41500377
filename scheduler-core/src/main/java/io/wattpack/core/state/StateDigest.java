package io.wattpack.core.state;

import io.wattpack.core.model.DrawKey;
import io.wattpack.core.model.MinerSteps;
import io.wattpack.core.power.MeterLedger;
import io.wattpack.core.power.RisePace;
import io.wattpack.core.state.column.Codes;

/**
 * One number for the complete state: equal states give equal numbers, in whatever slots they keep
 * their things. What is derived (caps, indexes, what is fresh) and the present time are left out.
 */
public final class StateDigest {
  private final State state;
  private final Digest digest = new Digest();

  private StateDigest(State state) {
    this.state = state;
  }

  public static long of(State state) {
    return new StateDigest(state).compute();
  }

  private long compute() {
    digest.add(state.lastInput()).add(state.recordedAt()).add(state.lastReplica());
    digest.add(state.lastMinerOrder());
    digest.add((Object) state.owner()).add(state.topology().digest());
    digest.add((Object) state.policy());
    state.closures().entries().forEach(entry -> digest.add((Object) entry));
    addDomains();
    addMeters();
    addDraws();
    addWeather();
    addGridEvents();
    addDevices();
    addNodes();
    addMiners();
    addPools();
    state.replicas().all().forEach(this::addReplica);
    state.jobs().all().forEach(this::addJob);
    addOrder();
    return digest.value();
  }

  private void addDomains() {
    for (int domain = 0; domain < state.topology().domainCount(); domain++) {
      digest.add(state.ledger().ceiling(domain)).add(state.ledger().pendingFall(domain));
      digest.add(state.ledger().yieldable(domain)).add(state.ledger().breach(domain));
      digest.add(state.ledger().limit(domain)).add(state.ledger().limitEnd(domain));
      RisePace pace = state.ledger().pace();
      if (pace.isPaced(domain)) {
        digest.add(pace.beat(domain)).add(pace.base(domain));
      }
    }
    Spans spans = state.topology().spans();
    for (int region = spans.firstRegion(); region < spans.count(); region++) {
      digest.add(state.ledger().breach(region));
    }
  }

  private void addMeters() {
    MeterLedger meters = state.meters();
    for (int domain = 0; domain < state.topology().domainCount(); domain++) {
      if (meters.isMetered(domain)) {
        digest.add(domain).add(meters.watts(domain)).add(meters.sampledAt(domain));
        digest.add(meters.heardAt(domain)).add(meters.over(domain));
        digest.add(meters.unexplained(domain)).add(state.ledger().highest(domain));
        digest.add((Object) state.world().meterSources().get(domain));
      }
    }
  }

  private void addDraws() {
    for (DrawKey work : state.world().draws().works()) {
      digest.add((Object) work).add(state.world().draws().require(work));
    }
  }

  private void addWeather() {
    for (int site = 0; site < state.topology().siteCount(); site++) {
      digest.add(state.world().means().get(site)).add(state.world().outside().get(site));
    }
  }

  private void addGridEvents() {
    state.gridEvents().all().forEach(event -> digest.add((Object) event));
  }

  private void addDevices() {
    for (int gpu = 0; gpu < state.topology().gpuCount(); gpu++) {
      digest.add(state.devices().milliFree(gpu)).add(state.devices().memoryBooked(gpu));
      digest.add(state.devices().bookings(gpu)).add(state.devices().leaving(gpu));
      digest.add(state.devices().slicesUsed(gpu));
    }
  }

  private void addNodes() {
    for (int node = 0; node < state.topology().nodeCount(); node++) {
      digest.add(state.devices().cpuMilliFree(node)).add(state.devices().hostMemoryFree(node));
      digest.add(state.closures().isReady(node) ? 1 : 0);
    }
  }

  private void addMiners() {
    for (int miner = 0; miner < state.topology().minerCount(); miner++) {
      MinerSteps steps = state.miners().steps(miner);
      digest.add(steps.ordered()).add(steps.drawn()).add(steps.running()).add(steps.order());
      digest.add((Object) state.miners().falls(miner));
      digest.add(state.miners().offSince(miner)).add(state.miners().onSince(miner));
      digest.add((Object) state.minerLimits().last(miner));
    }
  }

  private void addPools() {
    Pools pools = state.pools();
    for (int pool = 0; pool < state.topology().poolCount(); pool++) {
      digest.add(pools.target(pool)).add(pools.running(pool)).add(pools.ready(pool));
      digest.add(pools.linesLeft(pool)).add(pools.tokensLeft(pool)).add(pools.chunksLeft(pool));
      digest.add(pools.quietSince(pool)).add((Object) pools.waiting(pool));
      digest.add((Object) pools.order(pool)).add((Object) pools.queued(pool));
    }
  }

  private void addReplica(int replica) {
    Replicas replicas = state.replicas();
    digest.add(replicas.number(replica)).add((Object) state.ownerOf(replica));
    digest.add(Codes.of(replicas.state(replica))).add(Codes.of(replicas.tier(replica)));
    digest.add(replicas.share(replica)).add(replicas.memory(replica));
    digest.add(replicas.cpuMilli(replica)).add(replicas.hostMemory(replica));
    digest.add((Object) replicas.mig(replica));
    for (int member = 0; member < replicas.memberCount(replica); member++) {
      digest.add(replicas.nodeOfMember(replica, member));
    }
    for (int gpu : replicas.gpus(replica)) {
      digest.add(gpu);
    }
    digest.add(replicas.watts(replica)).add(replicas.loadMillis(replica));
    digest.add(replicas.runMillis(replica)).add(replicas.tokensPerSecond(replica));
    digest.add((Object) replicas.cap(replica));
    digest.add(replicas.millijoulesPerToken(replica)).add(replicas.since(replica));
    digest.add(replicas.startedAt(replica)).add((Object) replicas.reason(replica));
  }

  private void addJob(int job) {
    Jobs jobs = state.jobs();
    digest.add((Object) jobs.job(job)).add((Object) jobs.progress(job));
    digest.add(jobs.isCancelled(job) ? 1 : 0).add(jobs.failures(job)).add(jobs.pool(job));
    digest.add(jobs.replica(job) < 0 ? -1 : state.replicas().number(jobs.replica(job)));
  }

  private void addTaskClass(int taskClass) {
    WaitingTasks tasks = state.tasks();
    digest.add((Object) tasks.queued(taskClass)).add(tasks.size(taskClass));
    digest.add((Object) tasks.waiting(taskClass));
  }

  private void addOrder() {
    state.tasks().inOrder().forEach(this::addTaskClass);
    state.queue().entries().keySet().forEach(key -> digest.add((Object) key));
    state.batchOrder().entries().keySet().forEach(key -> digest.add((Object) key));
    state.toStop().entries().keySet().forEach(digest::add);
  }
}
