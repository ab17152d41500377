package io.wattpack.core.sim;

import io.wattpack.core.event.BatchProgressed;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.JobEnded;
import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.PoolShare;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.PoolStatus;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.Millijoules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Answers the lines of batches on the ready replicas of their pools, in the order the plan gives,
 * and ends batches.
 */
final class SimulatedDataPlane {
  private final RandomGenerator random;
  private final Map<JobId, Settled> batches = new TreeMap<>();

  SimulatedDataPlane(RandomGenerator random) {
    this.random = random;
  }

  /** Lines of one batch that are settled, by replica. */
  private static final class Settled {
    private final BatchWork work;
    private final Map<ReplicaId, Long> lines = new TreeMap<>();

    Settled(BatchWork work) {
      this.work = work;
    }

    long left() {
      return work.lines() - lines.values().stream().mapToLong(Long::longValue).sum();
    }

    long tokens(long ofLines) {
      return ofLines * work.tokens() / work.lines();
    }
  }

  /**
   * What happened in that time, given the jobs that have not ended and those of them that are
   * cancelled.
   */
  List<Event> work(FleetStatus status, WorldCounts counts, long millis) {
    batches.keySet().retainAll(counts.jobs().keySet());
    counts.jobs().values().forEach(this::take);
    List<Event> events = new ArrayList<>();
    for (ReplicaStatus replica : status.replicas()) {
      Event progress =
          replica.state() == ReplicaState.READY ? progress(replica, status, millis) : null;
      if (progress != null) {
        events.add(progress);
      }
    }
    batches.forEach((id, batch) -> endIfSettled(id, batch, counts, events));
    return events;
  }

  private void take(Job job) {
    if (job.work() instanceof BatchWork work) {
      batches.computeIfAbsent(job.id(), id -> new Settled(work));
    }
  }

  private @Nullable Event progress(ReplicaStatus replica, FleetStatus status, long millis) {
    if (!(replica.owner() instanceof PoolId pool)) {
      return null;
    }
    JobId id = nextJob(pool, status);
    Settled batch = id == null ? null : batches.get(id);
    if (id == null || batch == null) {
      return null;
    }
    long tokensPerLine = Math.max(1, batch.work.tokens() / batch.work.lines());
    long able = Math.min(replica.tokensPerSecond() * millis / 1000 / tokensPerLine, batch.left());
    long done = able == 0 ? 0 : 1 + random.nextLong(able);
    long total = batch.lines.merge(replica.id(), done, Long::sum);
    long tokens = batch.tokens(total);
    Millijoules energy = new Millijoules(tokens * replica.millijoulesPerToken());
    return done == 0 ? null : new BatchProgressed(id, replica.id(), total, tokens, energy);
  }

  private @Nullable JobId nextJob(PoolId pool, FleetStatus status) {
    for (PoolStatus each : status.pools()) {
      if (each.spec().id().equals(pool)) {
        return each.order().stream()
            .map(PoolShare::job)
            .filter(this::isUnfinished)
            .findFirst()
            .orElse(null);
      }
    }
    return null;
  }

  private boolean isUnfinished(JobId id) {
    Settled batch = batches.get(id);
    return batch != null && batch.left() > 0;
  }

  private static void endIfSettled(
      JobId id, Settled batch, WorldCounts counts, List<Event> events) {
    if (batch.left() == 0 || counts.isCancelled(id)) {
      events.add(new JobEnded(id));
    }
  }
}
