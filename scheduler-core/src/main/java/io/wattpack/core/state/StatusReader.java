package io.wattpack.core.state;

import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.model.JobState;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.NodeView;
import io.wattpack.core.power.Caps;
import io.wattpack.core.power.Cooling;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Millijoules;
import io.wattpack.core.units.Watts;
import io.wattpack.core.units.WattsDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Takes the picture of the whole state that views are made of. */
public final class StatusReader {
  /** Work that a bounded step has not come to yet. */
  private static final Reason QUEUED = Reason.of(ReasonCode.QUEUED);

  private final State state;
  private final Topology topology;
  private final Stranded stranded;
  private final FutureSteps futureSteps;

  private StatusReader(State state) {
    this.state = state;
    this.topology = state.topology();
    stranded = Stranded.of(state);
    futureSteps = new FutureSteps(state);
  }

  public static FleetStatus read(State state) {
    return new StatusReader(state).read();
  }

  private FleetStatus read() {
    return new FleetStatus(
        new EpochMillis(state.now()),
        state.lastInput(),
        each(topology.domainCount(), this::domain),
        each(topology.gpuContainerCount(), this::gpuContainer),
        each(topology.nodeCount(), this::node),
        each(topology.minerCount(), this::miner),
        each(topology.poolCount(), this::pool),
        state.replicas().all().stream().map(this::replica).toList(),
        state.jobs().all().stream().map(this::job).toList(),
        placement(),
        state.gridEvents().all(),
        new RegionReader(state, futureSteps).read());
  }

  private static <T> List<T> each(int count, IntFunction<T> reader) {
    List<T> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(reader.apply(i));
    }
    return List.copyOf(all);
  }

  private DomainStatus domain(int domain) {
    boolean isLimited = state.ledger().isLimited(domain, state.now());
    long end = state.ledger().limitEnd(domain);
    int mean = state.world().means().get(topology.siteOf(domain));
    return new DomainStatus(
        topology.domain(domain),
        isLimited ? new Watts(state.ledger().limit(domain)) : null,
        isLimited && end != Long.MAX_VALUE ? new EpochMillis(end) : null,
        mean == World.UNKNOWN ? null : (Integer) mean,
        mean == World.UNKNOWN ? null : (Integer) outside(topology.siteOf(domain)),
        watts(state.world().heatLimit(domain)),
        state.world().schedule().binding(domain, state.now()),
        new Watts(state.ledger().cap(domain)),
        new Watts(state.ledger().ceiling(domain)),
        new WattsDelta(state.ledger().headroomInTime(domain)),
        new Watts(state.ledger().breach(domain)),
        new Watts(stranded.watts(domain)),
        stranded.gpus(domain),
        futureSteps.of(domain),
        meter(domain),
        new Watts(state.meters().unexplained(domain)));
  }

  private @Nullable MeterStatus meter(int domain) {
    return state.meters().isMetered(domain)
        ? new MeterStatus(
            new Watts(state.meters().watts(domain)),
            state.world().meterSources().require(domain),
            new EpochMillis(state.meters().sampledAt(domain)),
            new WattsDelta(state.meters().over(domain)))
        : null;
  }

  private int outside(int site) {
    return state.world().outside().get(site);
  }

  private static @Nullable Watts watts(long limit) {
    return limit == Caps.NO_LIMIT ? null : new Watts(limit);
  }

  private GpuContainerStatus gpuContainer(int box) {
    CoolingMap map = topology.cooling();
    long excess = state.cooling().excessMillionths(box);
    boolean isCounted = state.cooling().feed(box) >= 0;
    return new GpuContainerStatus(
        topology.gpuContainer(box),
        topology.site(map.siteOf(box)).id(),
        new Watts(state.cooling().itWatts(box)),
        new Watts(state.cooling().coolingWatts(box)),
        isCounted ? (Integer) Cooling.puePermille(excess) : null,
        watts(map.capacity(box, outside(map.siteOf(box)))));
  }

  private NodeStatus node(int index) {
    Node node = topology.node(index);
    int milli = 0;
    long watts = topology.baseOfNode(index);
    for (int gpu = topology.gpuFirst(index); gpu < topology.gpuFirst(index + 1); gpu++) {
      milli += GpuShare.WHOLE_MILLI - state.devices().milliFree(gpu);
      watts += state.devices().charged(gpu);
    }
    int booked = node.gpuCount() - state.devices().gpusFree(index);
    return new NodeStatus(
        node.id(),
        siteOfNode(index),
        node.gpuCount(),
        booked,
        milli,
        new Watts(watts),
        counted(state.devices().cpuMilliFree(index)),
        mebibytes(counted(state.devices().hostMemoryFree(index))),
        state.closures().ofNode(index),
        each(node.gpuCount(), slot -> state.closures().of(topology.gpuFirst(index) + slot)),
        state.closures().isReady(index));
  }

  private static @Nullable Long counted(long free) {
    return free == NodeView.NOT_COUNTED ? null : free;
  }

  private static @Nullable Mebibytes mebibytes(@Nullable Long value) {
    return value == null ? null : new Mebibytes(value);
  }

  private PlacementStatus placement() {
    List<PlaceClosed> closed =
        state.closures().entries().stream()
            .filter(entry -> state.now() < entry.until())
            .map(StatusReader::closed)
            .toList();
    return new PlacementStatus(state.policy(), closed, topology.retained().drain());
  }

  static PlaceClosed closed(Closures.Entry entry) {
    EpochMillis until = entry.until() == Long.MAX_VALUE ? null : new EpochMillis(entry.until());
    return new PlaceClosed(entry.place(), entry.closure(), until);
  }

  private SiteId siteOfNode(int node) {
    return topology.domain(topology.domainOfNode(node)).site();
  }

  private MinerStatus miner(int miner) {
    return new MinerStatus(
        topology.miner(miner),
        topology.domain(topology.domainOfMiner(miner)).site(),
        state.miners().steps(miner),
        momentOf(state.miners().offSince(miner)),
        momentOf(state.miners().onSince(miner)),
        state.minerLimits().holding(miner, state.now()));
  }

  /** Null: before anything happened to a miner group. */
  static @Nullable EpochMillis momentOf(long since) {
    return since == Miners.ALWAYS ? null : new EpochMillis(since);
  }

  private PoolStatus pool(int pool) {
    Pools pools = state.pools();
    return new PoolStatus(
        topology.pool(pool),
        pools.target(pool),
        pools.running(pool),
        pools.ready(pool),
        pools.pausedCount(pool),
        pools.linesLeft(pool),
        pools.tokensLeft(pool),
        pools.order(pool),
        poolWaiting(pool));
  }

  private @Nullable Reason poolWaiting(int pool) {
    if (!state.pools().isWaiting(pool)) {
      return null;
    }
    Reason reason = state.pools().waiting(pool);
    return reason == null ? QUEUED : reason;
  }

  private ReplicaStatus replica(int replica) {
    Replicas replicas = state.replicas();
    Node node = topology.node(replicas.node(replica));
    return new ReplicaStatus(
        new ReplicaId(replicas.number(replica)),
        state.ownerOf(replica),
        replicas.tier(replica),
        replicas.state(replica),
        siteOfNode(replicas.node(replica)),
        node.gpuContainer(),
        node.id(),
        bookings(state, replica),
        hosts(state, replica),
        new Watts(replicas.watts(replica)),
        replicas.cap(replica),
        replicas.loadMillis(replica),
        replicas.runMillis(replica),
        replicas.tokensPerSecond(replica),
        replicas.millijoulesPerToken(replica),
        new EpochMillis(replicas.since(replica)),
        replicas.reason(replica));
  }

  static List<DeviceBooking> bookings(State state, int replica) {
    Replicas replicas = state.replicas();
    Topology topology = state.topology();
    List<DeviceBooking> bookings = new ArrayList<>();
    for (int gpu : replicas.gpus(replica)) {
      int node = topology.nodeOfGpu(gpu);
      bookings.add(
          new DeviceBooking(
              topology.node(node).id(),
              gpu - topology.gpuFirst(node),
              new GpuShare(replicas.share(replica)),
              new Mebibytes(replicas.memory(replica)),
              replicas.mig(replica)));
    }
    return bookings;
  }

  static List<HostBooking> hosts(State state, int replica) {
    Replicas replicas = state.replicas();
    List<HostBooking> hosts = new ArrayList<>();
    for (int member = 0; member < replicas.memberCount(replica); member++) {
      hosts.add(
          new HostBooking(
              state.topology().node(replicas.nodeOfMember(replica, member)).id(),
              replicas.cpuMilli(replica),
              new Mebibytes(replicas.hostMemory(replica))));
    }
    return hosts;
  }

  private JobStatus job(int job) {
    Jobs jobs = state.jobs();
    Reason waiting = jobs.task(job) == null ? batchWaiting(job) : taskWaiting(job);
    return new JobStatus(
        jobs.job(job),
        waiting == null ? JobState.RUNNING : JobState.WAITING,
        jobs.linesDone(job),
        jobs.tokensDone(job),
        new Millijoules(jobs.millijoules(job)),
        waiting);
  }

  private @Nullable Reason batchWaiting(int job) {
    if (state.jobs().isCancelled(job)) {
      return Reason.of(ReasonCode.JOB_CANCELLED);
    }
    int pool = state.jobs().pool(job);
    if (state.pools().running(pool) > 0) {
      return null;
    }
    Reason reason = state.pools().waiting(pool);
    return reason == null ? QUEUED : reason;
  }

  private @Nullable Reason taskWaiting(int job) {
    int taskClass = state.jobs().waitsIn(job);
    if (taskClass == WaitingTasks.NONE) {
      return null;
    }
    Reason reason = state.tasks().waiting(taskClass);
    return reason == null ? QUEUED : reason;
  }
}
