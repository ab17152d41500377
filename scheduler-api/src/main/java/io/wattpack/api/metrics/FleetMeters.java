package io.wattpack.api.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.JobKind;
import io.wattpack.core.model.JobState;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.GpuContainerStatus;
import io.wattpack.core.state.JobStatus;
import io.wattpack.core.state.MinerStatus;
import io.wattpack.core.state.NodeStatus;
import io.wattpack.core.state.PoolStatus;
import io.wattpack.core.state.RegionStatus;
import io.wattpack.core.state.ReplicaStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Gauges of the scheduler's state, set from one picture at each scrape. */
final class FleetMeters {
  private static final String GONE = "gone";
  private static final List<String> NODE_STATES =
      Stream.concat(Arrays.stream(Closure.values()).map(Closure::label), Stream.of(GONE)).toList();

  private final MultiGauge limit;
  private final MultiGauge ceiling;
  private final MultiGauge headroom;
  private final MultiGauge breach;
  private final MultiGauge regionLimit;
  private final MultiGauge regionCeiling;
  private final MultiGauge regionBreach;
  private final MultiGauge strandedWatts;
  private final MultiGauge strandedGpus;
  private final MultiGauge containerIt;
  private final MultiGauge containerCooling;
  private final MultiGauge gpus;
  private final MultiGauge mining;
  private final MultiGauge poolReplicas;
  private final MultiGauge poolLines;
  private final MultiGauge poolTokens;
  private final MultiGauge replicas;
  private final MultiGauge jobs;
  private final MultiGauge pending;
  private final MultiGauge planned;
  private final MultiGauge nodes;
  private final MultiGauge policy;

  FleetMeters(MeterRegistry registry) {
    limit = gauge(registry, "power.limit", "watts", "What a power domain's subtree may draw now.");
    ceiling =
        gauge(
            registry,
            "power.ceiling",
            "watts",
            "What a power domain's subtree can draw at most with what is booked.");
    headroom =
        gauge(
            registry,
            "power.headroom",
            "watts",
            "Limit minus ceiling of a power domain; negative in breach.");
    breach =
        gauge(
            registry,
            "power.breach",
            "watts",
            "Watts of a power domain above its limit that no actuator can shed.");
    regionLimit =
        gauge(
            registry,
            "region.power.limit",
            "watts",
            "What the interconnects of the fleet or a price zone may draw together now.");
    regionCeiling =
        gauge(
            registry,
            "region.power.ceiling",
            "watts",
            "What they can draw together at most with what is booked.");
    regionBreach =
        gauge(
            registry,
            "region.power.breach",
            "watts",
            "Watts of a region above its limit that no actuator can shed.");
    strandedWatts =
        gauge(
            registry,
            "power.stranded",
            "watts",
            "Watts of a power domain's headroom that no free GPU below it could draw.");
    strandedGpus =
        gauge(
            registry,
            "power.stranded.gpus",
            "",
            "Free GPUs below a power domain that cannot start for want of watts at it or below.");
    containerIt =
        gauge(
            registry,
            "container.it",
            "watts",
            "What the servers of a GPU container can draw at most with what is booked.");
    containerCooling =
        gauge(
            registry,
            "container.cooling",
            "watts",
            "What the cooling of a GPU container draws for that; 0 where it is not declared.");
    gpus = gauge(registry, "gpus", "", "GPUs by whether anything is booked on them.");
    mining =
        gauge(registry, "miner", "watts", "Watts that miner groups can draw, by what they do.");
    poolReplicas =
        gauge(
            registry,
            "pool.replicas",
            "",
            "Replicas of a pool: target, running and ready, and its bounds.");
    poolLines =
        gauge(
            registry, "pool.lines.waiting", "", "Lines of a pool's own tier that are not settled.");
    poolTokens = gauge(registry, "pool.tokens.waiting", "", "Estimated tokens of those lines.");
    replicas = gauge(registry, "replicas", "", "Replicas by site and state.");
    jobs = gauge(registry, "jobs", "", "Unfinished jobs by kind, tier and state.");
    pending = gauge(registry, "job.pending", "", "Jobs and pools that wait, by the reason.");
    nodes =
        gauge(
            registry,
            "nodes",
            "",
            "Nodes by site and whether they take work: open, cordoned, drained, or gone.");
    policy =
        gauge(
            registry,
            "placement.policy.info",
            "",
            "1 for the policy by which places are chosen, and whether something was learned for it.");
    planned =
        gauge(
            registry,
            "status.timestamp",
            "seconds",
            "Moment of the state that these figures show, unix time.");
  }

  void show(StatusView view) {
    FleetStatus status = view.status();
    power(limit, status, domain -> domain.cap().value());
    power(ceiling, status, domain -> domain.ceiling().value());
    power(headroom, status, domain -> domain.headroom().value());
    power(breach, status, domain -> domain.breach().value());
    regions(regionLimit, status, region -> region.cap().value());
    regions(regionCeiling, status, region -> region.ceiling().value());
    regions(regionBreach, status, region -> region.breach().value());
    power(strandedWatts, status, domain -> domain.strandedWatts().value());
    power(strandedGpus, status, DomainStatus::strandedGpus);
    boxes(containerIt, status, box -> box.itWatts().value());
    boxes(containerCooling, status, box -> box.coolingWatts().value());
    gpus(status, view);
    nodes(status, view);
    policy(status.placement().policy());
    miners(status, view);
    pools(status);
    replicas(status, view);
    jobs(status);
    pending(status);
    set(planned, List.of(row(Tags.empty(), status.at().value() / 1000.0)));
  }

  private static void power(
      MultiGauge gauge, FleetStatus status, ToLongFunction<DomainStatus> figure) {
    List<Row<?>> rows = new ArrayList<>();
    for (DomainStatus domain : status.domains()) {
      rows.add(row(tags(domain.domain()), figure.applyAsLong(domain)));
    }
    set(gauge, rows);
  }

  private static void regions(
      MultiGauge gauge, FleetStatus status, ToLongFunction<RegionStatus> figure) {
    List<Row<?>> rows = new ArrayList<>();
    for (RegionStatus region : status.regions()) {
      rows.add(row(Tags.of("region", region.id().value()), figure.applyAsLong(region)));
    }
    set(gauge, rows);
  }

  static Tags tags(PowerDomain domain) {
    return Tags.of(
        "site",
        domain.site().value(),
        "level",
        domain.kind().label(),
        "domain",
        domain.id().value());
  }

  private static void boxes(
      MultiGauge gauge, FleetStatus status, ToLongFunction<GpuContainerStatus> figure) {
    List<Row<?>> rows = new ArrayList<>();
    for (GpuContainerStatus box : status.gpuContainers()) {
      Tags tags =
          Tags.of("site", box.site().value(), "gpu_container", box.gpuContainer().id().value());
      rows.add(row(tags, figure.applyAsLong(box)));
    }
    set(gauge, rows);
  }

  private void gpus(FleetStatus status, StatusView view) {
    Counts counts = new Counts();
    view.fleet().sites().forEach(site -> counts.zero("site", site.id().value(), "state", "booked"));
    view.fleet().sites().forEach(site -> counts.zero("site", site.id().value(), "state", "free"));
    for (NodeStatus node : status.nodes()) {
      counts.add(node.gpusBooked(), "site", node.site().value(), "state", "booked");
      counts.add(node.gpus() - node.gpusBooked(), "site", node.site().value(), "state", "free");
    }
    set(gpus, counts.rows());
  }

  private void nodes(FleetStatus status, StatusView view) {
    Counts counts = new Counts();
    for (String state : NODE_STATES) {
      view.fleet().sites().forEach(site -> counts.zero("site", site.id().value(), "state", state));
    }
    for (NodeStatus node : status.nodes()) {
      String state = node.isReady() ? node.closure().label() : GONE;
      counts.add(1, "site", node.site().value(), "state", state);
    }
    set(nodes, counts.rows());
  }

  private void policy(PlacementPolicy now) {
    Tags tags =
        Tags.of("policy", now.name().label(), "learned", String.valueOf(now.table() != null));
    set(policy, List.of(row(tags, 1)));
  }

  private void miners(FleetStatus status, StatusView view) {
    Counts counts = new Counts();
    for (MinerState state : MinerState.values()) {
      view.fleet()
          .sites()
          .forEach(site -> counts.zero("site", site.id().value(), "state", label(state)));
    }
    for (MinerStatus miner : status.miners()) {
      counts.add(
          miner.wattsDrawn().value(), "site", miner.site().value(), "state", label(miner.state()));
    }
    set(mining, counts.rows());
  }

  private void pools(FleetStatus status) {
    List<Row<?>> sizes = new ArrayList<>();
    List<Row<?>> lines = new ArrayList<>();
    List<Row<?>> tokens = new ArrayList<>();
    for (PoolStatus pool : status.pools()) {
      PoolId id = pool.spec().id();
      Tags tags = Tags.of("model", id.model().value(), "tier", id.tier().label());
      sizes.add(row(tags.and("kind", "min"), pool.spec().replicasMin()));
      sizes.add(row(tags.and("kind", "max"), pool.spec().replicasMax()));
      sizes.add(row(tags.and("kind", "target"), pool.target()));
      sizes.add(row(tags.and("kind", "running"), pool.running()));
      sizes.add(row(tags.and("kind", "ready"), pool.ready()));
      sizes.add(row(tags.and("kind", "paused"), pool.paused()));
      lines.add(row(tags, pool.linesWaiting()));
      tokens.add(row(tags, pool.tokensWaiting()));
    }
    set(poolReplicas, sizes);
    set(poolLines, lines);
    set(poolTokens, tokens);
  }

  private void replicas(FleetStatus status, StatusView view) {
    Counts counts = new Counts();
    for (ReplicaState state : ReplicaState.values()) {
      view.fleet()
          .sites()
          .forEach(site -> counts.zero("site", site.id().value(), "state", label(state)));
    }
    for (ReplicaStatus replica : status.replicas()) {
      counts.add(1, "site", replica.site().value(), "state", label(replica.state()));
    }
    set(replicas, counts.rows());
  }

  private void jobs(FleetStatus status) {
    Counts counts = new Counts();
    for (JobKind kind : JobKind.values()) {
      for (ServiceTier tier : ServiceTier.values()) {
        counts.zero("kind", label(kind), "tier", tier.label(), "state", label(JobState.WAITING));
        counts.zero("kind", label(kind), "tier", tier.label(), "state", label(JobState.RUNNING));
      }
    }
    for (JobStatus job : status.jobs()) {
      String kind = label(job.job().work().kind());
      counts.add(1, "kind", kind, "tier", job.job().tier().label(), "state", label(job.state()));
    }
    set(jobs, counts.rows());
  }

  private void pending(FleetStatus status) {
    Counts counts = new Counts();
    for (ReasonCode code : ReasonCode.values()) {
      counts.zero("of", "job", "reason", code.name());
      counts.zero("of", "pool", "reason", code.name());
    }
    for (JobStatus job : status.jobs()) {
      if (job.waiting() != null) {
        counts.add(1, "of", "job", "reason", job.waiting().code().name());
      }
    }
    for (PoolStatus pool : status.pools()) {
      if (pool.waiting() != null) {
        counts.add(1, "of", "pool", "reason", pool.waiting().code().name());
      }
    }
    set(pending, counts.rows());
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static MultiGauge gauge(MeterRegistry registry, String name, String unit, String description) {
    MultiGauge.Builder builder = MultiGauge.builder("wattpack." + name).description(description);
    return (unit.isEmpty() ? builder : builder.baseUnit(unit)).register(registry);
  }

  static Row<?> row(Tags tags, Number value) {
    return Row.of(tags, value);
  }

  static void set(MultiGauge gauge, List<Row<?>> rows) {
    gauge.register(rows, true);
  }
}
