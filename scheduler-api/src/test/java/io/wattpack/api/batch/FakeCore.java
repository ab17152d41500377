package io.wattpack.api.batch;

import io.wattpack.api.loop.Intake;
import io.wattpack.api.loop.PlanListener;
import io.wattpack.core.event.BatchProgressed;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.JobEnded;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobState;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.PoolShare;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.JobStatus;
import io.wattpack.core.state.PlacementStatus;
import io.wattpack.core.state.PoolStatus;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Millijoules;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A core that takes every job, serves them in order of arrival, and starts and stops replicas when
 * told. Outlives crashes.
 */
final class FakeCore implements Intake {
  static final ModelId MODEL = new ModelId("minilm");
  static final PoolId POOL = new PoolId(MODEL, ServiceTier.STANDARD);
  static final Fleet FLEET =
      new Fleet(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(new PoolSpec(POOL, 0, 9)),
          List.of());

  final List<Event> events = new ArrayList<>();
  final Map<JobId, Job> jobs = new LinkedHashMap<>();
  final Map<TenantId, Integer> weights = new LinkedHashMap<>();
  final List<PlanListener> listeners = new ArrayList<>();
  Executor planLater = Runnable::run;
  boolean refusesJobs;
  boolean isFull;
  private final Map<ReplicaId, ReplicaState> replicas = new TreeMap<>();

  @Override
  public CompletableFuture<Long> submit(Event event) {
    if (isFull) {
      return CompletableFuture.failedFuture(new IllegalStateException("full"));
    }
    events.add(event);
    if (event instanceof JobSubmitted(Job job) && !refusesJobs) {
      jobs.putIfAbsent(job.id(), job);
    }
    if (event instanceof JobEnded(JobId job)) {
      jobs.remove(job);
    }
    planLater.execute(this::publish);
    return CompletableFuture.completedFuture((long) events.size());
  }

  void replica(int id, ReplicaState state) {
    if (state == ReplicaState.STOPPED) {
      replicas.remove(new ReplicaId(id));
    } else {
      replicas.put(new ReplicaId(id), state);
    }
    publish();
  }

  void publish() {
    FleetStatus status = status();
    Plan plan =
        new Plan(events.size(), status.at(), List.of(), List.of(), List.of(), List.of(), List.of());
    listeners.forEach(listener -> listener.planned(events.size(), plan, FLEET, status));
  }

  List<String> submittedJobs() {
    return events.stream()
        .filter(JobSubmitted.class::isInstance)
        .map(event -> ((JobSubmitted) event).job().id().value())
        .toList();
  }

  List<String> endedJobs() {
    return events.stream()
        .filter(JobEnded.class::isInstance)
        .map(event -> ((JobEnded) event).job().value())
        .toList();
  }

  /** Lines of the job as the core would sum them: the largest report of each replica. */
  long progressedLines(String batch) {
    Map<ReplicaId, Long> lines = new TreeMap<>();
    for (Event event : events) {
      if (event instanceof BatchProgressed progress && progress.job().value().equals(batch)) {
        lines.merge(progress.replica(), progress.lines(), Math::max);
      }
    }
    return lines.values().stream().mapToLong(Long::longValue).sum();
  }

  long progressReports() {
    return events.stream().filter(BatchProgressed.class::isInstance).count();
  }

  private FleetStatus status() {
    List<PoolShare> order =
        jobs.values().stream()
            .map(job -> new PoolShare(job.id(), weights.getOrDefault(job.tenant(), 1), List.of()))
            .toList();
    PoolStatus pool = new PoolStatus(FLEET.pools().getFirst(), 1, 1, 1, 0, 0, 0, order, null);
    List<JobStatus> jobStatus =
        jobs.values().stream()
            .map(job -> new JobStatus(job, JobState.RUNNING, 0, 0, Millijoules.ZERO, null))
            .toList();
    return new FleetStatus(
        EpochMillis.ZERO,
        events.size(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(pool),
        replicas.entrySet().stream().map(each -> replica(each.getKey(), each.getValue())).toList(),
        jobStatus,
        PlacementStatus.NOTHING_CLOSED,
        List.of(),
        List.of());
  }

  private static ReplicaStatus replica(ReplicaId id, ReplicaState state) {
    String site = "site-" + id.value();
    return new ReplicaStatus(
        id,
        POOL,
        ServiceTier.STANDARD,
        state,
        new SiteId(site),
        new GpuContainerId(site + "-box"),
        new NodeId(site + "-node"),
        List.of(),
        List.of(),
        Watts.ZERO,
        null,
        0,
        0,
        1_000,
        2_000,
        EpochMillis.ZERO,
        Reason.of(ReasonCode.BACKLOG));
  }
}
