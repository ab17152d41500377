package io.wattpack.core.sim;

import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.JobStatus;
import io.wattpack.core.state.PoolStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Promise 3: no job is lost, whatever waits has a reason that is still true, and nothing waits that
 * would fit.
 */
final class WorkPromises {
  private final WorldCounts counts;

  WorkPromises(WorldCounts counts) {
    this.counts = counts;
  }

  void checkJobs(FleetStatus status) {
    Set<JobId> told = new TreeSet<>();
    status.jobs().forEach(job -> told.add(job.job().id()));
    if (!told.equals(counts.jobs().keySet())) {
      throw new BrokenPromise(
          "Promise 3: the jobs %s have not ended, but the state knows %s."
              .formatted(counts.jobs().keySet(), told));
    }
  }

  /** Only once a step has no more work. */
  void checkReasons(EpochMillis at, FleetStatus status) {
    Map<PowerDomainId, Long> ceilings = counts.ceilings();
    RoomFinder room = new RoomFinder(counts, at);
    for (PoolStatus pool : status.pools()) {
      requireReason("pool " + pool.spec().id(), pool.waiting(), pool.running() < pool.target());
      requireTrue("pool " + pool.spec().id(), pool.waiting(), ceilings, at);
      if (pool.running() < Math.min(pool.target(), pool.spec().replicasMax())) {
        requireNoRoom(pool.spec().id(), roomFor(pool.spec(), room), pool.waiting());
      }
    }
    for (JobStatus job : status.jobs()) {
      requireReason("job " + job.job().id(), job.waiting(), isWaiting(job.job(), job));
      requireTrue("job " + job.job().id(), job.waiting(), ceilings, at);
      if (job.job().work() instanceof TaskWork task && isWaiting(job.job(), job)) {
        requireWaits(job.job().id(), task);
        requireNoRoom(job.job().id(), roomFor(job.job().id(), task, room), job.waiting());
      }
    }
  }

  private static void requireReason(String who, @Nullable Reason reason, boolean waits) {
    if (waits && reason == null) {
      throw new BrokenPromise("Promise 3: %s waits without a reason.".formatted(who));
    }
  }

  private void requireTrue(
      String who, @Nullable Reason reason, Map<PowerDomainId, Long> ceilings, EpochMillis at) {
    if (reason == null || reason.domain() == null || !isAboutPower(reason)) {
      return;
    }
    long headroom = headroom(who, reason.domain(), ceilings, at);
    long asked = reason.code() == ReasonCode.IN_BREACH ? 0 : reason.asked();
    if (headroom >= asked) {
      throw new BrokenPromise(
          "Promise 3: %s waits with %s, but %s has %d W free."
              .formatted(who, reason, reason.domain(), headroom));
    }
  }

  private long headroom(
      String who, PowerDomainId id, Map<PowerDomainId, Long> ceilings, EpochMillis at) {
    if (RegionCounts.of(counts.fleet()).contains(id)) {
      return counts.ahead().least(id, at) - RegionCounts.sum(counts.fleet(), id, ceilings);
    }
    return counts.fleet().powerDomains().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .map(domain -> counts.ahead().headroom(domain, at, ceilings))
        .orElseThrow(() -> new BrokenPromise("%s waits for power domain %s.".formatted(who, id)));
  }

  private static boolean isAboutPower(Reason reason) {
    return reason.code() == ReasonCode.POWER_LIMITED || reason.code() == ReasonCode.IN_BREACH;
  }

  private static void requireNoRoom(
      ReplicaOwner who, Optional<Node> node, @Nullable Reason reason) {
    if (node.isPresent()) {
      throw new BrokenPromise(
          "Promise 3: %s waits with %s, but node %s has room for it."
              .formatted(who, reason, node.get().id()));
    }
  }

  private static void requireWaits(JobId job, TaskWork task) {
    if (!task.isWaiting()) {
      throw new BrokenPromise("The task %s does not wait, but does.".formatted(job));
    }
  }

  /** For a gang it is not enough that each member has room: it is left out. */
  private Optional<Node> roomFor(PoolSpec pool, RoomFinder room) {
    return counts.fleet().modelProfiles().stream()
        .filter(profile -> profile.model().equals(pool.id().model()) && profile.members() == 1)
        .flatMap(profile -> room.nodeFor(shape(pool, profile)).stream())
        .findFirst();
  }

  private static RoomFinder.Shape shape(PoolSpec pool, ModelProfile profile) {
    return new RoomFinder.Shape(
        pool.id(),
        profile.gpuCount(),
        profile.share(),
        profile.memory(),
        List.of(profile.gpuModel()),
        profile.needs(),
        pool.rules());
  }

  private static Optional<Node> roomFor(JobId job, TaskWork task, RoomFinder room) {
    RoomFinder.Shape shape =
        new RoomFinder.Shape(
            job,
            task.gpuCount(),
            task.share(),
            task.memory(),
            task.gpuModels(),
            task.needs(),
            task.rules());
    return task.members() == 1 ? room.nodeFor(shape) : Optional.empty();
  }

  /**
   * A task without a replica, or a batch with lines left that no replica of any pool can work on.
   */
  private boolean isWaiting(Job job, JobStatus told) {
    if (counts.isCancelled(job.id())) {
      return false;
    }
    return switch (job.work()) {
      case TaskWork task -> !counts.hasReplica(job.id());
      case BatchWork batch -> told.linesDone() < batch.lines() && !isServed(job, batch);
    };
  }

  private boolean isServed(Job job, BatchWork batch) {
    return counts.replicas().values().stream().anyMatch(start -> serves(start, job, batch));
  }

  private boolean serves(ReplicaStart start, Job job, BatchWork batch) {
    return start.owner() instanceof PoolId pool
        && pool.model().equals(batch.model())
        && pool.tier().mayServe(job.tier())
        && !counts.isLeaving(start.replica())
        && !counts.told().isPaused(start.replica());
  }
}
