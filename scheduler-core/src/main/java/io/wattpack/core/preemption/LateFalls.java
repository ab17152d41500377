package io.wattpack.core.preemption;

import io.wattpack.core.model.PowerCap;
import io.wattpack.core.state.Devices;
import io.wattpack.core.state.Spans;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Watts that were ordered off and are gone only after some moment, if everything takes as long as
 * was declared. For what is known to happen before that moment they are still there.
 *
 * <p>Only domains where something pends are looked into, so the cost is that of what pends.
 */
final class LateFalls {
  /** Who has not done what he was told after that often his declared time will perhaps never. */
  private static final int TIMES_OVERDUE = 2;

  /** On top of it, so that a declared time of nothing leaves time for an answer. */
  private static final long GRACE_MILLIS = Topology.LEAD_MARGIN_MILLIS;

  private final State state;
  private final Topology topology;
  private final IntToLongFunction ofMiner;
  private final OfGpu ofGpu;
  private final LongUnaryOperator taken;

  /** Watts of a GPU on a node. */
  private interface OfGpu {
    long watts(int node, int gpu);
  }

  private LateFalls(State state, @Nullable Long moment) {
    this.state = state;
    topology = state.topology();
    if (moment == null) {
      taken = LateFalls::allowed;
      ofMiner = miner -> overdueOfMiner(state, miner);
      ofGpu = (node, gpu) -> state.devices().pending(gpu) - late(before(state), node, gpu);
    } else {
      taken = LongUnaryOperator.identity();
      ofMiner = miner -> state.miners().lateWatts(miner, moment);
      ofGpu = (node, gpu) -> late(moment, node, gpu);
    }
  }

  /** Those below the domain or in the region, with the cooling that goes when they go. */
  static long after(State state, long moment, int domain) {
    return new LateFalls(state, moment).below(domain);
  }

  /**
   * Watts below the domain that should long be gone: for twice the time that was declared for it,
   * and a second, they were ordered off. With the cooling that goes when they go.
   */
  static long overdue(State state, int domain) {
    return new LateFalls(state, null).below(domain);
  }

  /** Watts of the group that should long be gone. */
  static long overdueOfMiner(State state, int miner) {
    long allowed = allowed(state.topology().miner(miner).offMillis());
    return state.miners().overdueWatts(miner, before(state), allowed);
  }

  /** Whether its site should long have lowered its cap. */
  static boolean isOverdue(State state, int replica) {
    PowerCap cap = state.replicas().cap(replica);
    if (cap == null) {
      return false;
    }
    int domain = state.topology().domainOfNode(state.replicas().node(replica));
    long allowed = allowed(state.topology().stopMillis(domain));
    return cap.heldAt(before(state), allowed).compareTo(cap.held()) < 0;
  }

  /** What was to be done by now is overdue a moment later. */
  private static long before(State state) {
    return state.now() - 1;
  }

  private static long allowed(long declaredMillis) {
    return TIMES_OVERDUE * declaredMillis + GRACE_MILLIS;
  }

  /** The same without miners whose watts the loss of a unit of the domain would take. */
  static long overdueByUnits(State state, int domain) {
    long watts = overdue(state, domain);
    Spans spans = state.topology().spans();
    int end = state.topology().minerFirst(spans.end(domain));
    for (int miner = state.topology().minerFirst(spans.first(domain)); miner < end; miner++) {
      boolean isInBand = state.miners().mayFillBand(miner, domain);
      watts -= isInBand ? overdueOfMiner(state, miner) : 0;
    }
    return watts;
  }

  private long below(int domain) {
    Map<Integer, Long> boxes = new TreeMap<>();
    long watts = 0;
    int first = topology.spans().first(domain);
    int end = topology.spans().end(domain);
    int at = first;
    while (at < end) {
      boolean isStill = state.ledger().pendingFall(at) == 0;
      watts += isStill ? 0 : ofMiners(at) + ofNodes(at, boxes);
      at = isStill ? topology.subtreeEnd(at) : at + 1;
    }
    for (Map.Entry<Integer, Long> late : boxes.entrySet()) {
      boolean isFedBelow = state.cooling().feed(late.getKey()) >= first;
      watts += isFedBelow ? state.cooling().riseSettled(late.getKey(), late.getValue()) : 0;
    }
    return watts;
  }

  /** Of the miners at the domain itself. */
  private long ofMiners(int domain) {
    long watts = 0;
    int end = topology.minerFirst(domain + 1);
    for (int miner = topology.minerFirst(domain); miner < end; miner++) {
      watts += ofMiner.applyAsLong(miner);
    }
    return watts;
  }

  /** Of the nodes at the domain itself; adds what there is to each GPU container's. */
  private long ofNodes(int domain, Map<Integer, Long> boxes) {
    long watts = 0;
    int end = topology.nodeFirst(domain + 1);
    for (int node = topology.nodeFirst(domain); node < end; node++) {
      long here = ofNode(node);
      if (here > 0) {
        boxes.merge(topology.gpuContainerOfNode(node), here, Long::sum);
      }
      watts += here;
    }
    return watts;
  }

  private long ofNode(int node) {
    long watts = 0;
    int end = topology.gpuFirst(node) + topology.node(node).gpuCount();
    for (int gpu = topology.gpuFirst(node); gpu < end; gpu++) {
      watts += state.devices().pending(gpu) == 0 ? 0 : ofGpu.watts(node, gpu);
    }
    return watts;
  }

  /** What it draws then less what it draws when all that was ordered is done. */
  private long late(long moment, int node, int gpu) {
    Devices devices = state.devices();
    boolean isLeft = devices.leaving(gpu) == devices.bookings(gpu);
    long drawn = 0;
    for (int replica : devices.residents(node)) {
      if (holds(replica, gpu) && !(isLeft && isGone(replica, node, moment))) {
        drawn = drawn(replica, node, gpu, moment);
      }
    }
    return Math.max(0, drawn - (devices.charged(gpu) - devices.pending(gpu)));
  }

  private boolean holds(int replica, int gpu) {
    for (int held : state.replicas().gpus(replica)) {
      if (held == gpu) {
        return true;
      }
    }
    return false;
  }

  /** It was told to stop when it came into its state. */
  private boolean isGone(int replica, int node, long moment) {
    return state.replicas().since(replica) + stopMillis(node) <= moment;
  }

  private long stopMillis(int node) {
    return taken.applyAsLong(topology.stopMillis(topology.domainOfNode(node)));
  }

  private long drawn(int replica, int node, int gpu, long moment) {
    PowerCap cap = state.replicas().cap(replica);
    return cap == null
        ? state.devices().charged(gpu)
        : topology.riseTo(node, cap.heldAt(moment, stopMillis(node)));
  }
}
