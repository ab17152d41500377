package io.wattpack.core.sim;

import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobCancelled;
import io.wattpack.core.event.JobEnded;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobKind;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.Refusal;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.TaskRejected;
import io.wattpack.core.plan.image.FleetDrain;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is true of the world by its journal alone: which replicas hold devices, which miners draw,
 * which limits hold, which jobs have not ended. Every sum is counted from nothing when asked for.
 */
final class WorldCounts {
  private static final int TASK_FAILURES_MAX = 3;

  private final Map<ReplicaId, ReplicaStart> replicas = new TreeMap<>();
  private final ToldCounts told = new ToldCounts();
  private final MinerCounts miners = new MinerCounts();
  private final MinerLimitCounts minerLimits = new MinerLimitCounts();
  private final Map<JobId, Job> jobs = new TreeMap<>();
  private final Set<JobId> cancelled = new TreeSet<>();
  private final Map<JobId, Integer> failures = new TreeMap<>();
  private final PlaceCounts places = new PlaceCounts();
  private final CapCounts caps = new CapCounts();
  private final CoolingCounts cooling = new CoolingCounts();
  private final MeterCounts meters = new MeterCounts();
  private final BandCounts band = new BandCounts(this);
  private final LimitCounts limits = new LimitCounts(cooling, this::fleet);
  private final RiseCounts rises = new RiseCounts();
  private Fleet fleet = Fleet.EMPTY;
  private Fleet wanted = Fleet.EMPTY;
  private boolean isEdited;

  /** The fleet in force. */
  Fleet fleet() {
    return fleet;
  }

  /** The fleet that was applied last; what it gives up is in force while it is in use. */
  Fleet wanted() {
    return wanted;
  }

  /**
   * What an edit took away and another brought back in one step is as new: the state is believed.
   */
  void inForce(Fleet now, FleetStatus status) {
    FleetDrain drain = status.placement().drain();
    boolean isSame = !isEdited && fleet.equals(now);
    if (!isSame) {
      meters.changeFleet(status);
    }
    rises.settle(isSame);
    fleet = now;
    places.inForce(now, drain == null ? List.of() : drain.nodes());
    minerLimits.inForce(now);
    if (isEdited) {
      minerLimits.believe(status);
      places.forgetAllBut(status);
      isEdited = false;
    }
  }

  CapCounts caps() {
    return caps;
  }

  PlaceCounts places() {
    return places;
  }

  Map<ReplicaId, ReplicaStart> replicas() {
    return replicas;
  }

  Map<JobId, Job> jobs() {
    return jobs;
  }

  /** What the replicas have booked. */
  BookingCounts booked() {
    return new BookingCounts(replicas.values());
  }

  boolean isLeaving(ReplicaId replica) {
    return told.isLeaving(replica);
  }

  ToldCounts told() {
    return told;
  }

  MinerCounts miners() {
    return miners;
  }

  MinerLimitCounts minerLimits() {
    return minerLimits;
  }

  /** Enters the inputs of a step, without those its plan refused, and then the plan. */
  void enter(List<Input> inputs, Plan plan) {
    caps.forgetRaised();
    for (Input input : inputs) {
      if (plan.refusals().stream()
          .map(Refusal::input)
          .noneMatch(refused -> refused == input.seq())) {
        rises.enter(input.at(), fleet, this::ceilings);
        rises.enterEvent(input.at(), this::ceilings, () -> enter(input));
      }
    }
    if (!plan.bundles().isEmpty()) {
      rises.enter(plan.at(), fleet, this::ceilings);
    }
    for (Bundle bundle : plan.bundles()) {
      for (Decision decision : bundle.decisions()) {
        rises.check(decision, this, () -> enter(decision));
      }
    }
  }

  private void enter(Input input) {
    measure(input);
    enter(input.event());
    limits.enter(input, fleet);
  }

  /** Only events lower what is booked, so that it is highest before one. */
  private void measure(Input input) {
    boolean isReading = input.event() instanceof TelemetryReported;
    if (isReading || !meters.isEmpty()) {
      Map<PowerDomainId, Long> booked = booked(replica -> true, caps::possible, miners::drawn);
      meters.note(booked);
      if (input.event() instanceof TelemetryReported reported) {
        meters.enter(reported, input.at(), fleet, booked);
      }
    }
  }

  private void enter(Event event) {
    places.enter(event);
    switch (event) {
      case FleetApplied applied -> {
        wanted = applied.fleet();
        isEdited = true;
        meters.startAnew();
        rises.forget();
        fleet = wanted;
      }
      case JobSubmitted submitted -> submit(submitted.job());
      case JobCancelled cancel -> cancel(cancel.job());
      case JobEnded ended -> jobs.remove(ended.job());
      case ReplicaStopped stopped -> stop(stopped);
      case CapApplied applied -> caps.enter(applied);
      case MinerLimitChanged changed -> minerLimits.enter(changed);
      case MinerStopped down -> miners.hear(down.minerGroup(), down.steps(), down.order());
      case MinerStarted up -> miners.hear(up.minerGroup(), up.steps(), up.order());
      default -> {
        // The others free nothing and end nothing.
      }
    }
  }

  /** The id may be that of a job that ended: then it is another job. */
  private void submit(Job job) {
    jobs.put(job.id(), job);
    cancelled.remove(job.id());
    failures.remove(job.id());
  }

  private void cancel(JobId id) {
    cancelled.add(id);
    endIfOver(id);
  }

  private void stop(ReplicaStopped stopped) {
    told.forget(stopped.replica());
    caps.forget(stopped.replica());
    ReplicaStart start = replicas.remove(stopped.replica());
    if (start == null || !(start.owner() instanceof JobId job)) {
      return;
    }
    if (stopped.cause() == StopCause.COMPLETED) {
      jobs.remove(job);
    } else if (stopped.cause() == StopCause.FAILED) {
      failures.merge(job, 1, Integer::sum);
    }
    endIfOver(job);
  }

  /**
   * A task ends with its last replica when it was cancelled or failed too often; a batch ends by
   * its data plane.
   */
  private void endIfOver(JobId id) {
    Job job = jobs.get(id);
    boolean isTask = job != null && job.work().kind() == JobKind.TASK;
    boolean isOver = cancelled.contains(id) || failures.getOrDefault(id, 0) >= TASK_FAILURES_MAX;
    if (isTask && isOver && !hasReplica(id)) {
      jobs.remove(id);
    }
  }

  boolean isCancelled(JobId id) {
    return cancelled.contains(id);
  }

  boolean hasReplica(JobId id) {
    return replicas.values().stream().anyMatch(start -> start.owner().equals(id));
  }

  private void enter(Decision decision) {
    told.enter(decision);
    switch (decision) {
      case ReplicaStart start -> replicas.put(start.replica(), start);
      case CapSet cap -> caps.enter(cap);
      case TaskRejected rejected -> jobs.remove(rejected.job());
      case MinerOn on -> miners.tell(on.minerGroup(), on.steps(), on.order());
      case MinerOff off -> miners.tell(off.minerGroup(), off.steps(), off.order());
      default -> {
        // A target draws nothing.
      }
    }
  }

  /** What the domain's subtree may draw at that moment. */
  long cap(PowerDomain domain, EpochMillis at) {
    return Math.min(limits.cap(domain, at), band.cap(domain));
  }

  /** The same whatever the loss of a unit would take. */
  long capOfAllUnits(PowerDomain domain, EpochMillis at) {
    return limits.cap(domain, at);
  }

  BandCounts band() {
    return band;
  }

  RiseCounts rises() {
    return rises;
  }

  /** What caps are known to come. */
  AheadCounts ahead() {
    return new AheadCounts(this, limits);
  }

  /** How long replicas below the domain take to stop. */
  long stopMillis(PowerDomain domain) {
    return fleet.sites().stream()
        .filter(site -> site.id().equals(domain.site()))
        .mapToLong(Site::stopMillis)
        .sum();
  }

  /** Groups with an actuator below the domain. */
  List<MinerGroup> minersBelow(PowerDomainId id) {
    return fleet.minerGroups().stream()
        .filter(MinerGroup::isSwitchable)
        .filter(miner -> atAndAbove(miner.powerDomain()).contains(id))
        .toList();
  }

  /** The most every domain's subtree can draw. */
  Map<PowerDomainId, Long> ceilings() {
    return sums(replica -> true, caps::possible, miners::drawn);
  }

  /** The same once everything ordered off is gone. */
  Map<PowerDomainId, Long> ceilingsSettled() {
    return sums(replica -> !told.isLeaving(replica), caps::ordered, miners::told);
  }

  /** What is left when all is off that can be ordered off. */
  Map<PowerDomainId, Long> floor() {
    return sums(replica -> false, caps::ordered, MinerCounts::firm);
  }

  /** The most that is booked can draw under every domain, and what meters show beyond that. */
  private Map<PowerDomainId, Long> sums(
      Predicate<ReplicaId> replicaCounts,
      ToLongFunction<ReplicaId> capOf,
      ToIntFunction<MinerGroup> minerSteps) {
    Map<PowerDomainId, Long> sums = booked(replicaCounts, capOf, minerSteps);
    sums.replaceAll((domain, watts) -> watts + meters.unexplained(domain, fleet));
    return sums;
  }

  /**
   * The most the given replicas, so many steps of miners, and all bases, can draw under every
   * domain.
   */
  private Map<PowerDomainId, Long> booked(
      Predicate<ReplicaId> replicaCounts,
      ToLongFunction<ReplicaId> capOf,
      ToIntFunction<MinerGroup> minerSteps) {
    Map<PowerDomainId, Long> sums = new TreeMap<>();
    Map<PowerDomainId, PowerDomain> domains = domainsById();
    fleet.powerDomains().forEach(domain -> add(sums, domains, domain.id(), domain.base().value()));
    for (MinerGroup miner : fleet.minerGroups()) {
      long watts = MinerCounts.watts(miner, minerSteps.applyAsInt(miner));
      add(sums, domains, miner.powerDomain(), watts);
    }
    Map<NodeId, Map<Integer, Long>> booked = slotsBooked(replicaCounts, capOf);
    fleet
        .nodes()
        .forEach(
            node -> add(sums, domains, node.powerDomain(), watts(node, booked.get(node.id()))));
    for (GpuContainer box : fleet.gpuContainers()) {
      if (box.cooling() != null) {
        long watts = cooling.drawn(fleet, box, itWatts(box.id(), booked));
        add(sums, domains, box.cooling().powerDomain(), watts);
      }
    }
    return sums;
  }

  private long itWatts(GpuContainerId box, Map<NodeId, Map<Integer, Long>> booked) {
    return fleet.nodes().stream()
        .filter(node -> node.gpuContainer().equals(box))
        .mapToLong(node -> watts(node, booked.get(node.id())))
        .sum();
  }

  /** What so many IT watts more on the node would add to the domain above it. */
  long riseAt(PowerDomainId domain, Node node, long watts) {
    GpuContainer box =
        fleet.gpuContainers().stream()
            .filter(each -> each.id().equals(node.gpuContainer()))
            .findFirst()
            .orElseThrow();
    if (box.cooling() == null || !atAndAbove(box.cooling().powerDomain()).contains(domain)) {
      return watts;
    }
    long booked = itWatts(box.id(), slotsBooked(replica -> true, caps::possible));
    long drawnBefore = cooling.drawn(fleet, box, booked);
    return watts + cooling.drawn(fleet, box, booked + watts) - drawnBefore;
  }

  private Map<PowerDomainId, PowerDomain> domainsById() {
    Map<PowerDomainId, PowerDomain> domains = new LinkedHashMap<>();
    fleet.powerDomains().forEach(domain -> domains.put(domain.id(), domain));
    return domains;
  }

  private static void add(
      Map<PowerDomainId, Long> sums,
      Map<PowerDomainId, PowerDomain> domains,
      PowerDomainId id,
      long watts) {
    PowerDomain domain = domains.get(id);
    while (domain != null) {
      sums.merge(domain.id(), watts, Long::sum);
      domain = domain.parent() == null ? null : domains.get(domain.parent());
    }
  }

  /** By node and slot: the watts to which the GPU is held. */
  private Map<NodeId, Map<Integer, Long>> slotsBooked(
      Predicate<ReplicaId> replicaCounts, ToLongFunction<ReplicaId> capOf) {
    Map<NodeId, Map<Integer, Long>> slots = new TreeMap<>();
    for (ReplicaStart start : replicas.values()) {
      if (replicaCounts.test(start.replica())) {
        long cap = capOf.applyAsLong(start.replica());
        for (DeviceBooking device : start.devices()) {
          slots
              .computeIfAbsent(device.node(), id -> new TreeMap<>())
              .merge(device.slot(), cap, Math::max);
        }
      }
    }
    return slots;
  }

  private long watts(Node node, @Nullable Map<Integer, Long> slotsBooked) {
    long idle = withOverhead(node, gpuModel(node).idle().value());
    long watts = node.base().value() + node.gpuCount() * idle;
    if (slotsBooked != null) {
      for (long cap : slotsBooked.values()) {
        watts += deviceRise(node, cap);
      }
    }
    return watts;
  }

  long deviceRise(Node node, long cap) {
    GpuModel gpuModel = gpuModel(node);
    long most = Math.min(cap, gpuModel.peak().value());
    return withOverhead(node, most - gpuModel.idle().value());
  }

  long deviceRise(Node node) {
    return deviceRise(node, CapCounts.PEAK);
  }

  private static long withOverhead(Node node, long watts) {
    return (watts * (1000 + node.overheadPermille()) + 999) / 1000;
  }

  GpuModel gpuModel(Node node) {
    return fleet.gpuModels().stream()
        .filter(model -> model.id().equals(node.gpuModel()))
        .findFirst()
        .orElseThrow(
            () -> new BrokenPromise("Node %s has no known GPU model.".formatted(node.id())));
  }

  Set<PowerDomainId> atAndAbove(PowerDomainId id) {
    Map<PowerDomainId, PowerDomain> domains = domainsById();
    Set<PowerDomainId> path = new TreeSet<>();
    PowerDomain domain = domains.get(id);
    while (domain != null) {
      path.add(domain.id());
      domain = domain.parent() == null ? null : domains.get(domain.parent());
    }
    return path;
  }

  Node node(NodeId id) {
    return fleet.nodes().stream()
        .filter(node -> node.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new BrokenPromise("The fleet has no node %s.".formatted(id)));
  }

  SiteId siteOf(Node node) {
    return domainsById().values().stream()
        .filter(domain -> domain.id().equals(node.powerDomain()))
        .map(PowerDomain::site)
        .findFirst()
        .orElseThrow(() -> new BrokenPromise("Nothing feeds the node %s.".formatted(node.id())));
  }

  /** The nodes of all members of the pool or job that were not told to stop. */
  List<Node> membersOf(ReplicaOwner owner) {
    return replicas.values().stream()
        .filter(start -> start.owner().equals(owner) && !told.isLeaving(start.replica()))
        .flatMap(start -> start.hosts().stream())
        .map(host -> node(host.node()))
        .toList();
  }
}
