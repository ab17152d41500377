package io.wattpack.core.state;

import io.wattpack.core.event.BatchProgressed;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.DrawKey;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.BreachChanged;
import io.wattpack.core.plan.PoolOrder;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.WaitingChanged;
import io.wattpack.core.plan.image.DrawImage;
import io.wattpack.core.plan.image.EngineImage;
import io.wattpack.core.plan.image.JobImage;
import io.wattpack.core.plan.image.MeterImage;
import io.wattpack.core.plan.image.MinerImage;
import io.wattpack.core.plan.image.PoolImage;
import io.wattpack.core.plan.image.ReplicaImage;
import io.wattpack.core.plan.image.RiseImage;
import io.wattpack.core.power.Caps;
import io.wattpack.core.power.MeterLedger;
import io.wattpack.core.power.RisePace;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Millijoules;
import io.wattpack.core.units.Watts;
import io.wattpack.core.units.WattsDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Takes the image of the state from which {@link StateRestore} makes an equal one. */
public final class ImageReader {
  private final State state;
  private final Topology topology;

  private ImageReader(State state) {
    this.state = state;
    this.topology = state.topology();
  }

  public static EngineImage read(State state) {
    return new ImageReader(state).read();
  }

  private EngineImage read() {
    return new EngineImage(
        state.lastInput(),
        new EpochMillis(state.recordedAt()),
        state.lastReplica(),
        state.lastMinerOrder(),
        topology.fleet(),
        state.owner(),
        each(topology.domainCount(), this::limit),
        each(topology.minerCount(), this::miner),
        each(topology.poolCount(), this::pool),
        state.jobs().all().stream().map(this::job).toList(),
        state.replicas().all().stream().map(this::replica).toList(),
        each(topology.poolCount(), this::order),
        waiting(),
        each(topology.spans().count(), this::breach),
        state.policyApplied(),
        state.closures().entries().stream().map(StatusReader::closed).toList(),
        gone(),
        each(topology.siteCount(), this::weather),
        state.gridEvents().all(),
        state.minerLimits().miners().stream().map(this::minerLimit).toList(),
        topology.retained().drain(),
        each(topology.domainCount(), this::meter),
        state.world().draws().works().stream().map(this::draw).toList(),
        each(topology.domainCount(), this::rise));
  }

  private static <T> List<T> each(int count, IntFunction<@Nullable T> reader) {
    List<T> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      T one = reader.apply(i);
      if (one != null) {
        all.add(one);
      }
    }
    return all;
  }

  private List<NodeId> gone() {
    List<NodeId> gone = each(topology.nodeCount(), this::gone);
    gone.sort(null);
    return gone;
  }

  private @Nullable NodeId gone(int node) {
    return state.closures().isReady(node) ? null : topology.node(node).id();
  }

  private @Nullable LimitChanged limit(int domain) {
    long limit = state.ledger().limit(domain);
    long end = state.ledger().limitEnd(domain);
    if (limit == Caps.NO_LIMIT && end == Long.MAX_VALUE) {
      return null;
    }
    EpochMillis until = end == Long.MAX_VALUE ? null : new EpochMillis(end);
    return new LimitChanged(topology.domain(domain).id(), new Watts(limit), until);
  }

  private @Nullable WeatherObserved weather(int site) {
    int mean = state.world().means().get(site);
    int outside = state.world().outside().get(site);
    return mean == World.UNKNOWN
        ? null
        : new WeatherObserved(topology.site(site).id(), mean, outside);
  }

  private DrawImage draw(DrawKey work) {
    return new DrawImage(work, new Watts(state.world().draws().require(work)));
  }

  private @Nullable RiseImage rise(int domain) {
    long beat = state.ledger().pace().beat(domain);
    return beat == RisePace.NEVER
        ? null
        : new RiseImage(
            topology.domain(domain).id(),
            new EpochMillis(beat * RisePace.BEAT_MILLIS),
            new Watts(state.ledger().pace().base(domain)));
  }

  private @Nullable MeterImage meter(int domain) {
    MeterLedger meters = state.meters();
    if (!meters.isMetered(domain)) {
      return null;
    }
    long heard = meters.heardAt(domain);
    return new MeterImage(
        topology.domain(domain).id(),
        new Watts(meters.watts(domain)),
        state.world().meterSources().require(domain),
        new EpochMillis(meters.sampledAt(domain)),
        heard == MeterLedger.NEVER ? null : new EpochMillis(heard),
        new WattsDelta(meters.over(domain)),
        new Watts(state.ledger().highest(domain)));
  }

  private @Nullable MinerImage miner(int miner) {
    if (!state.miners().isSwitchable(miner)) {
      return null;
    }
    Miners miners = state.miners();
    return new MinerImage(
        topology.miner(miner).id(),
        miners.state(miner),
        StatusReader.momentOf(miners.offSince(miner)),
        StatusReader.momentOf(miners.onSince(miner)),
        miners.steps(miner),
        miners.falls(miner));
  }

  private MinerLimitChanged minerLimit(int miner) {
    return new MinerLimitChanged(topology.miner(miner).id(), state.minerLimits().last(miner));
  }

  private PoolImage pool(int pool) {
    long quiet = state.pools().quietSince(pool);
    return new PoolImage(
        topology.pool(pool).id(),
        state.pools().target(pool),
        quiet == Pools.BUSY ? null : new EpochMillis(quiet));
  }

  private JobImage job(int slot) {
    Jobs jobs = state.jobs();
    Job job = jobs.job(slot);
    List<BatchProgressed> progress =
        jobs.progress(slot).parts().stream().map(part -> progressed(job, part)).toList();
    return new JobImage(job, progress, jobs.isCancelled(slot), jobs.failures(slot));
  }

  private static BatchProgressed progressed(Job job, Progress.Part part) {
    return new BatchProgressed(
        job.id(),
        new ReplicaId(part.replica()),
        part.lines(),
        part.tokens(),
        new Millijoules(part.millijoules()));
  }

  private ReplicaImage replica(int replica) {
    Replicas replicas = state.replicas();
    ReplicaStart start =
        new ReplicaStart(
            new ReplicaId(replicas.number(replica)),
            state.ownerOf(replica),
            replicas.tier(replica),
            StatusReader.bookings(state, replica),
            StatusReader.hosts(state, replica),
            replicas.loadMillis(replica),
            replicas.runMillis(replica),
            replicas.reason(replica));
    return new ReplicaImage(
        start,
        replicas.state(replica),
        new EpochMillis(replicas.startedAt(replica)),
        new EpochMillis(replicas.since(replica)),
        new Watts(replicas.watts(replica)),
        replicas.cap(replica),
        replicas.tokensPerSecond(replica),
        replicas.millijoulesPerToken(replica));
  }

  private @Nullable PoolOrder order(int pool) {
    return state.pools().order(pool).isEmpty()
        ? null
        : new PoolOrder(topology.pool(pool).id(), state.pools().order(pool));
  }

  private List<WaitingChanged> waiting() {
    List<WaitingChanged> waiting = each(topology.poolCount(), this::poolWaiting);
    for (int taskClass : state.tasks().inOrder()) {
      Reason reason = state.tasks().waiting(taskClass);
      if (reason != null) {
        Job oldest = state.jobs().job(state.tasks().oldest(taskClass));
        waiting.add(new WaitingChanged(oldest.id(), reason));
      }
    }
    return waiting;
  }

  private @Nullable WaitingChanged poolWaiting(int pool) {
    return state.pools().waiting(pool) == null
        ? null
        : new WaitingChanged(topology.pool(pool).id(), state.pools().waiting(pool));
  }

  private @Nullable BreachChanged breach(int span) {
    long over = state.ledger().breach(span);
    return over == 0 ? null : new BreachChanged(topology.spans().id(span), new Watts(over));
  }
}
