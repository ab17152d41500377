package io.wattpack.core.check;

import io.wattpack.core.event.BatchProgressed;
import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobCancelled;
import io.wattpack.core.event.JobEnded;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.event.PowerEventCancelled;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.event.ReplicaLoading;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.PoolSized;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaResume;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.plan.TaskRejected;
import io.wattpack.core.plan.image.FleetDrain;
import io.wattpack.core.units.EpochMillis;

/**
 * Enters events and accepted decisions into the books. An event that makes no sense is passed over.
 */
final class Bookkeeper {
  private static final int TASK_FAILURES_MAX = 3;

  private final Books books;

  Bookkeeper(Books books) {
    this.books = books;
  }

  void enter(Input input) {
    books.hardware().power.paces().moveTo(input.at());
    Event event = input.event();
    switch (event) {
      case FleetApplied applied -> applyFleet(applied);
      case LimitChanged changed -> changeLimit(changed);
      case MinerLimitChanged changed -> books.hardware().minerLimits.change(changed, input.at());
      case JobSubmitted submitted -> submit(submitted.job());
      case JobCancelled cancelled -> cancel(cancelled.job());
      case JobEnded ended -> endBatch(ended.job());
      case ReplicaLoading loading -> books.move(loading.replica(), ReplicaState.LOADING);
      case ReplicaReady ready -> serve(ready.replica());
      case ReplicaStopped stopped -> stop(stopped);
      case CapApplied applied -> confirm(applied);
      case MinerStarted up -> hear(up.minerGroup(), up.steps(), up.order(), input.at());
      case MinerStopped down -> hear(down.minerGroup(), down.steps(), down.order(), input.at());
      case BatchProgressed progressed -> {
        // Work done books nothing.
      }
      case PolicyApplied applied -> {
        // How places are chosen is not the checker's business.
      }
      case WeatherObserved observed -> books.hardware().power.observe(observed);
      case TelemetryReported reported -> books.hardware().power.observe(reported, input.at());
      case PowerEventPosted posted -> books.hardware().power.post(posted.powerEvent(), input.at());
      case PowerEventCancelled cancelled ->
          books.hardware().power.cancel(cancelled.powerEvent(), input.at());
      case PlaceClosed closed -> books.hardware().places.close(closed);
      case NodeReadinessChanged changed -> books.hardware().places.ready(changed);
    }
  }

  private void applyFleet(FleetApplied applied) {
    boolean isOwner = books.owner() == null || books.owner() == applied.managedBy();
    if (isOwner && FleetRules.faultOf(applied.fleet()) == null) {
      FleetBook wanted = new FleetBook(applied.fleet());
      FleetUse use = new FleetUse(wanted, books);
      if (use.faultOfJobs() == null) {
        become(wanted, use.drain(), applied.managedBy());
      }
    }
  }

  /** The wanted fleet at once if nothing is in its way, else until then both together. */
  private void become(FleetBook wanted, FleetDrain drain, ManagedBy owner) {
    if (drain.isEmpty()) {
      books.replaceFleet(wanted, owner);
      return;
    }
    Fleet inForce = FleetInForce.of(books.hardware().fleet, wanted, drain);
    if (FleetRules.faultOf(inForce) == null) {
      books.replaceFleet(new FleetBook(inForce, drain), owner);
    }
  }

  /** Something was confirmed gone: perhaps the last of what was in the way of a fleet. */
  private void endDrain() {
    HardwareBooks hardware = books.hardware();
    FleetDrain drain = hardware.fleet.drain();
    ManagedBy owner = books.owner();
    if (drain != null && owner != null && hardware.drains.isOver(hardware.miners)) {
      books.replaceFleet(new FleetBook(drain.wanted()), owner);
    }
  }

  private void changeLimit(LimitChanged changed) {
    int domain = books.hardware().fleet.domainOf(changed.domain());
    if (domain >= 0) {
      books.hardware().power.limit(domain, changed.limit(), changed.until());
    }
  }

  private void submit(Job job) {
    if (books.job(job.id()) == null && JobRules.makesSense(job, books.hardware().fleet)) {
      books.add(job);
    }
  }

  private void cancel(JobId id) {
    KnownJob job = books.job(id);
    if (job == null) {
      return;
    }
    if (job.isTask() && !job.running()) {
      books.remove(job);
    } else {
      books.put(job.withCancelled());
    }
  }

  private void endBatch(JobId id) {
    KnownJob job = books.job(id);
    if (job != null && !job.isTask()) {
      books.remove(job);
    }
  }

  /** A paused one serves again by a decision only. */
  private void serve(ReplicaId id) {
    LivingReplica replica = books.replica(id);
    if (replica != null && !replica.isPaused()) {
      books.move(id, ReplicaState.READY);
    }
  }

  private void stop(ReplicaStopped stopped) {
    LivingReplica replica = books.replica(stopped.replica());
    if (replica == null) {
      return;
    }
    books.end(replica);
    if (replica.owner() instanceof JobId id) {
      settle(id, stopped.cause());
    }
    endDrain();
  }

  private void settle(JobId id, StopCause cause) {
    KnownJob job = books.job(id);
    if (job == null) {
      return;
    }
    int failures = job.failures() + (cause == StopCause.FAILED ? 1 : 0);
    boolean isOver = cause == StopCause.COMPLETED || failures >= TASK_FAILURES_MAX;
    if (isOver || job.cancelled()) {
      books.remove(job);
    } else if (failures > job.failures()) {
      books.put(job.withFailures(failures));
    }
  }

  private void confirm(CapApplied applied) {
    LivingReplica replica = books.replica(applied.replica());
    if (replica != null) {
      books.hardware().confirmCap(replica, applied.order());
    }
  }

  private void order(CapSet cap) {
    LivingReplica replica = books.replica(cap.replica());
    if (replica != null && replica.gpus() > 0) {
      books.hardware().orderCap(replica, cap.cap().value());
    }
  }

  private void endTask(JobId id) {
    KnownJob job = books.job(id);
    if (job != null && job.isTask() && !job.running()) {
      books.remove(job);
    }
  }

  private void hear(MinerGroupId id, int steps, long order, EpochMillis at) {
    int miner = books.hardware().fleet.minerOf(id);
    if (miner >= 0 && books.hardware().fleet.miner(miner).isSwitchable()) {
      books.hardware().hearMiner(miner, steps, order, at);
      endDrain();
    }
  }

  private void tell(MinerGroupId id, int steps, long order) {
    int miner = books.hardware().fleet.minerOf(id);
    if (miner >= 0 && books.hardware().fleet.miner(miner).isSwitchable()) {
      books.hardware().tellMiner(miner, steps, order);
    }
  }

  private void start(ReplicaStart start) {
    LivingReplica replica = books.arriving(start);
    String fault = GangRules.faultOfShape(start);
    fault = fault != null ? fault : GangRules.faultOfPlaces(start, replica, books.hardware().fleet);
    if (fault != null) {
      throw new IllegalStateException("GPUs or nodes cannot be booked: " + fault);
    }
    books.start(replica);
  }

  /** Carries the decision out in the books, as far as it is possible. */
  void enter(Decision decision, EpochMillis at) {
    books.hardware().power.paces().moveTo(at);
    switch (decision) {
      case ReplicaStart start -> start(start);
      case ReplicaStop stop -> books.move(stop.replica(), ReplicaState.DRAINING);
      case ReplicaPause pause -> books.move(pause.replica(), ReplicaState.PAUSED);
      case ReplicaResume resume -> books.move(resume.replica(), ReplicaState.READY);
      case CapSet cap -> order(cap);
      case MinerOn on -> tell(on.minerGroup(), on.steps(), on.order());
      case MinerOff off -> tell(off.minerGroup(), off.steps(), off.order());
      case PoolSized sized -> {
        // A target books nothing.
      }
      case TaskRejected rejected -> endTask(rejected.job());
    }
  }
}
