package io.wattpack.core.check;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobWork;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.ReplicaStart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything the checker knows: the hardware and what is booked on it, and jobs. */
final class Books implements Undoable {
  private static final int LAST_REPLICA = 0;

  private final UndoLog undo;
  private final JobTable jobs;
  private final Shared<JobWork> works = new Shared<>();
  private final Shared<ReplicaShare> shares = new Shared<>();
  private HardwareBooks hardware;
  private @Nullable ManagedBy owner;
  private long lastReplica;
  // Made for this very start on this fleet; forgotten with either.
  private @Nullable LivingReplica arrival;
  private @Nullable ReplicaStart arrivalOf;

  private record Before(HardwareBooks hardware, @Nullable ManagedBy owner) {}

  Books(UndoLog undo) {
    this.undo = undo;
    jobs = new JobTable(undo);
    hardware = new HardwareBooks(new FleetBook(Fleet.EMPTY), undo);
  }

  private Books(Books other, UndoLog undo) {
    this.undo = undo;
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
    return hardware.replicas.get(id.value());
  }

  List<LivingReplica> livingReplicas() {
    return hardware.replicas.values();
  }

  List<KnownJob> jobs() {
    return jobs.values();
  }

  /** The one door through which the fleet may be changed; null: none yet. */
  @Nullable ManagedBy owner() {
    return owner;
  }

  @Nullable KnownJob job(JobId id) {
    return jobs.get(id);
  }

  void replaceFleet(FleetBook fleet, ManagedBy managedBy) {
    HardwareBooks next = HardwareBooks.carriedOver(fleet, hardware, undo);
    undo.note(this, LAST_REPLICA, lastReplica, new Before(hardware, owner));
    owner = managedBy;
    hardware = next;
    arrival = null;
  }

  @Override
  public void undo(int place, long figure, @Nullable Object thing) {
    lastReplica = figure;
    if (thing != null) {
      Before before = (Before) thing;
      hardware = before.hardware;
      arrival = null;
      owner = before.owner;
    }
  }

  void add(Job job) {
    put(KnownJob.waiting(job, hardware.fleet.sharedId(job.tenant()), works.of(job.work())));
  }

  void put(KnownJob job) {
    jobs.put(job);
  }

  void remove(KnownJob job) {
    jobs.remove(job);
  }

  /** The replica that the start would make. Judged and entered in turn, it is made once. */
  LivingReplica arriving(ReplicaStart start) {
    LivingReplica made = arrival;
    if (made == null || !start.equals(arrivalOf)) {
      made = Arrival.of(start, hardware.fleet, shares);
      arrival = made;
      arrivalOf = start;
    }
    return made;
  }

  void start(LivingReplica replica) {
    hardware.enter(replica);
    countUp(replica.number());
    markRunning(replica, true);
  }

  void countUp(long number) {
    undo.note(this, LAST_REPLICA, lastReplica);
    lastReplica = Math.max(lastReplica, number);
  }

  private void markRunning(LivingReplica replica, boolean running) {
    KnownJob job = replica.owner() instanceof JobId id ? jobs.get(id) : null;
    if (job != null) {
      put(job.withRunning(running));
    }
  }

  /** Moves the replica if that is legal; says whether it was. */
  boolean move(ReplicaId id, ReplicaState next) {
    LivingReplica replica = replica(id);
    if (replica == null || !replica.state().canBecome(next)) {
      return false;
    }
    hardware.move(replica, next);
    return true;
  }

  /** Forgets a replica that is confirmed gone, and frees what it held. */
  void end(LivingReplica replica) {
    hardware.end(replica);
    markRunning(replica, false);
  }
}
