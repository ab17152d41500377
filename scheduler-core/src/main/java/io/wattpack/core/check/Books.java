package io.wattpack.core.check;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.ReplicaStart;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Everything the checker knows: the hardware and what is booked on it, replicas, pools and jobs.
 */
final class Books {
  private final UndoLog undo;
  private final UndoMap<ReplicaId, LivingReplica> replicas;
  private final UndoMap<PoolId, Integer> poolReplicas;
  private final UndoMap<JobId, KnownJob> jobs;
  private HardwareBooks hardware;
  private @Nullable ManagedBy owner;
  private long lastReplica;

  Books(UndoLog undo) {
    this.undo = undo;
    replicas = new UndoMap<>(undo);
    poolReplicas = new UndoMap<>(undo);
    jobs = new UndoMap<>(undo);
    hardware = new HardwareBooks(new FleetBook(Fleet.EMPTY), undo);
  }

  private Books(Books other, UndoLog undo) {
    this.undo = undo;
    replicas = other.replicas.fork(undo);
    poolReplicas = other.poolReplicas.fork(undo);
    jobs = other.jobs.fork(undo);
    hardware = other.hardware.fork(undo);
    lastReplica = other.lastReplica;
    owner = other.owner;
  }

  Books fork(UndoLog forked) {
    return new Books(this, forked);
  }

  HardwareBooks hardware() {
    return hardware;
  }

  /** The number of the youngest replica ever started; 0 before the first. */
  long lastReplica() {
    return lastReplica;
  }

  @Nullable LivingReplica replica(ReplicaId id) {
    return replicas.get(id);
  }

  Collection<LivingReplica> livingReplicas() {
    return replicas.values();
  }

  Collection<KnownJob> jobs() {
    return jobs.values();
  }

  /** The one door through which the fleet may be changed; null: none yet. */
  @Nullable ManagedBy owner() {
    return owner;
  }

  /** Replicas of the pool that were not told to stop. */
  int replicasOf(PoolId pool) {
    Integer count = poolReplicas.get(pool);
    return count == null ? 0 : count;
  }

  @Nullable KnownJob job(JobId id) {
    return jobs.get(id);
  }

  void replaceFleet(FleetBook fleet, ManagedBy managedBy) {
    HardwareBooks before = hardware;
    ManagedBy ownerBefore = owner;
    undo.remember(
        () -> {
          hardware = before;
          owner = ownerBefore;
        });
    owner = managedBy;
    hardware = HardwareBooks.carriedOver(fleet, before, replicas.values(), undo);
  }

  void add(Job job) {
    jobs.put(job.id(), KnownJob.waiting(job));
  }

  void put(KnownJob job) {
    jobs.put(job.job().id(), job);
  }

  void remove(KnownJob job) {
    jobs.remove(job.job().id());
  }

  void start(ReplicaStart start) {
    hardware.book(start.devices());
    replicas.put(start.replica(), LivingReplica.of(start));
    countUp(start.replica());
    join(start.owner());
  }

  /** A replica that runs already, in whatever state; its job, if it has one, is known. */
  void resume(ReplicaStart start, ReplicaState state) {
    start(start);
    LivingReplica replica = LivingReplica.of(start).in(state);
    replicas.put(start.replica(), replica);
    if (replica.isLeaving()) {
      leavePool(replica);
    }
  }

  void countUp(ReplicaId id) {
    long before = lastReplica;
    undo.remember(() -> lastReplica = before);
    lastReplica = Math.max(before, id.value());
  }

  private void join(ReplicaOwner owner) {
    switch (owner) {
      case PoolId pool -> poolReplicas.put(pool, replicasOf(pool) + 1);
      case JobId id -> markRunning(id, true);
    }
  }

  private void markRunning(JobId id, boolean running) {
    KnownJob job = jobs.get(id);
    if (job != null) {
      put(job.withRunning(running));
    }
  }

  /** Moves the replica if that is legal; says whether it was. */
  boolean move(ReplicaId id, ReplicaState next) {
    LivingReplica replica = replicas.get(id);
    if (replica == null || !replica.state().canBecome(next)) {
      return false;
    }
    replicas.put(id, replica.in(next));
    if (next == ReplicaState.DRAINING) {
      leavePool(replica);
    }
    return true;
  }

  private void leavePool(LivingReplica replica) {
    if (replica.owner() instanceof PoolId pool) {
      poolReplicas.put(pool, replicasOf(pool) - 1);
    }
  }

  /** Forgets a replica that is confirmed gone, and frees what it held. */
  void end(ReplicaId id, LivingReplica replica) {
    hardware.free(replica.devices());
    replicas.remove(id);
    if (!replica.isLeaving()) {
      leavePool(replica);
    }
    if (replica.owner() instanceof JobId job) {
      markRunning(job, false);
    }
  }
}
