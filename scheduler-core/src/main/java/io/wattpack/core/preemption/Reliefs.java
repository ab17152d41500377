package io.wattpack.core.preemption;

import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.Relief;
import io.wattpack.core.plan.ReliefStep;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.state.Replicas;
import io.wattpack.core.state.State;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;

/** Says of falls what they will free when, and what each loses; changes nothing. */
public final class Reliefs {
  private static final long HOUR = 3_600_000;
  private static final long WATTS_PER_KILOWATT = 1_000;

  private final State state;

  public Reliefs(State state) {
    this.state = state;
  }

  /**
   * Of decisions that have not been applied.
   *
   * @param domain or region that falls
   * @param asked watts that must go there
   */
  public Relief of(int domain, long asked, List<Decision> decisions) {
    List<ReliefStep> steps = new ArrayList<>();
    int mark = state.checkpoint();
    for (Decision decision : decisions) {
      long before = state.ledger().pendingFall(domain);
      ReliefStep loss = step(decision);
      state.apply(decision);
      long frees = Math.max(0, state.ledger().pendingFall(domain) - before);
      steps.add(
          new ReliefStep(
              new Watts(frees), loss.by(), loss.lossMicrosPerHour(), loss.lossMicrosOnce()));
    }
    state.rollback(mark);
    PowerDomainId id = state.topology().spans().id(domain);
    return new Relief(id, new Watts(asked), steps);
  }

  private ReliefStep step(Decision decision) {
    return switch (decision) {
      case MinerOff off -> ofMiner(off);
      case CapSet cap -> ofCap(slot(cap.replica()), cap.cap());
      case ReplicaPause pause -> ofWhole(slot(pause.replica()), 0);
      case ReplicaStop stop -> ofStop(slot(stop.replica()));
      default -> new ReliefStep(Watts.ZERO, new EpochMillis(state.now()), 0L, 0);
    };
  }

  private int slot(ReplicaId replica) {
    return state.replicas().slotOf(replica.value());
  }

  private ReliefStep ofMiner(MinerOff off) {
    int miner = state.topology().minerOf(off.minerGroup());
    MinerGroup group = state.topology().miner(miner);
    long watts = group.wattsOf(state.miners().ordered(miner)) - group.wattsOf(off.steps());
    long wear = scaled(group.wearMicrosPerKilowatt(), watts, WATTS_PER_KILOWATT);
    return new ReliefStep(Watts.ZERO, in(group.offMillis()), null, wear);
  }

  private EpochMillis in(long millis) {
    return new EpochMillis(state.now() + millis);
  }

  private ReliefStep ofCap(int replica, Watts cap) {
    boolean isPaused = state.replicas().isPaused(replica);
    PowerCurve curve = state.curveOf(replica);
    long lost = isPaused ? 0 : doing(replica) - curve.throughput(Math.toIntExact(cap.value()));
    return new ReliefStep(Watts.ZERO, in(stopMillis(replica)), worth(replica, lost), 0);
  }

  private ReliefStep ofStop(int replica) {
    Replicas replicas = state.replicas();
    long done = replicas.job(replica) >= 0 ? state.now() - replicas.startedAt(replica) : 0;
    return ofWhole(replica, Math.max(0, replicas.loadMillis(replica)) + Math.max(0, done));
  }

  private ReliefStep ofWhole(int replica, long againMillis) {
    long once = scaled(worth(replica, PowerCurve.WHOLE), againMillis, HOUR);
    return new ReliefStep(
        Watts.ZERO, in(stopMillis(replica)), worth(replica, doing(replica)), once);
  }

  /** Throughput of each of its GPUs as they are capped now, in billionths of the uncapped rate. */
  private long doing(int replica) {
    Replicas replicas = state.replicas();
    if (replicas.isPaused(replica)) {
      return 0;
    }
    PowerCurve curve = state.curveOf(replica);
    return replicas.hasWholeGpus(replica)
        ? curve.throughput(Math.toIntExact(state.capOf(replica).ordered().value()))
        : PowerCurve.WHOLE;
  }

  /** Millionths of a dollar an hour of so much of the throughput of each of its GPUs. */
  private long worth(int replica, long billionths) {
    Replicas replicas = state.replicas();
    long watts = state.gpuModelOf(replica).peak().value() * replicas.gpuCount(replica);
    long whole =
        replicas.tier(replica).value() * watts * replicas.share(replica) / GpuShare.WHOLE_MILLI;
    return scaled(whole, Math.max(0, billionths), PowerCurve.WHOLE);
  }

  /** A dollar a megawatt-hour is a millionth of a dollar for a watt and an hour. */
  private static long scaled(long micros, long times, long by) {
    return micros / by * times + micros % by * times / by;
  }

  private long stopMillis(int replica) {
    return state
        .topology()
        .stopMillis(state.topology().domainOfNode(state.replicas().node(replica)));
  }
}
