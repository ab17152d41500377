package io.wattpack.core.preemption;

import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.state.Replicas;
import io.wattpack.core.state.State;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * What lower caps of running GPUs can give back at a power domain or a region, at the least loss of
 * value: the first tenth of a GPU's watts costs a few percent of its throughput.
 *
 * <p>Interactive work is firm: its caps fall only when nothing else is left there. No GPU is held
 * below the knee of its curve; a gang has one cap.
 */
public final class CapCut {
  /** Nodes that are looked at for a part only. */
  private static final int NODES_MAX = 512;

  private static final int[] ROOT = {-1};

  private final State state;
  private final int domain;
  private final ServiceTier highest;
  private final long youngest;
  private final IntPredicate isSpared;
  private final CapLoads loads;
  // By replica: watts that it surely gives back when it is held to its knee.
  private final Map<Integer, Long> gifts = new TreeMap<>();
  private long now;
  private long idle;

  private CapCut(
      State state, int domain, ServiceTier highest, long youngest, IntPredicate isSpared) {
    this.youngest = youngest;
    this.isSpared = isSpared;
    this.state = state;
    this.domain = domain;
    this.highest = highest;
    loads = new CapLoads(state);
  }

  /**
   * Everything below the domain.
   *
   * @param highest the most valuable tier that may be capped
   * @param isSpared replicas that may not be
   */
  static CapCut ofAll(State state, int domain, ServiceTier highest, IntPredicate isSpared) {
    CapCut cut = new CapCut(state, domain, highest, Long.MAX_VALUE, isSpared);
    cut.collect(cut.endNode(), Long.MAX_VALUE);
    return cut;
  }

  /**
   * A part of it that can give so many watts, by the order of nodes, whatever the size of the
   * fleet; or less if there is no such part among the first nodes.
   *
   * @param highest the most valuable tier that may be capped
   * @param youngest the number of the youngest replica that may be
   */
  public static CapCut ofPart(
      State state, int domain, ServiceTier highest, long youngest, long enough) {
    CapCut cut = new CapCut(state, domain, highest, youngest, none -> false);
    cut.collect(Math.min(cut.endNode(), cut.firstNode() + NODES_MAX), enough);
    return cut;
  }

  private void collect(int end, long enough) {
    long found = 0;
    for (int node = firstNode(); node < end && found < enough; node++) {
      for (int replica : state.devices().residents(node)) {
        if (!gifts.containsKey(replica) && mayBeCut(replica)) {
          add(replica);
          found += wattsOf(replica);
        }
      }
    }
  }

  private int firstNode() {
    return state.topology().nodeFirst(state.topology().spans().first(domain));
  }

  private int endNode() {
    return state.topology().nodeFirst(state.topology().spans().end(domain));
  }

  private long number(int replica) {
    return state.replicas().number(replica);
  }

  private boolean mayBeCut(int replica) {
    Replicas replicas = state.replicas();
    if (!replicas.hasWholeGpus(replica)
        || replicas.isLeaving(replica)
        || replicas.isPaused(replica)
        || number(replica) > youngest
        || isSpared.test(replica)) {
      return false;
    }
    boolean isBelow = highest.compareTo(replicas.tier(replica)) <= 0;
    return isBelow && ordered(replica).compareTo(knee(replica)) > 0;
  }

  private Watts ordered(int replica) {
    Watts ordered = state.capOf(replica).ordered();
    Watts peak = state.gpuModelOf(replica).peak();
    return ordered.compareTo(peak) < 0 ? ordered : peak;
  }

  private Watts knee(int replica) {
    return state.gpuModelOf(replica).capLeast();
  }

  private void add(int replica) {
    int weight = weight(replica);
    int[] gpus = state.replicas().gpus(replica);
    int from = 0;
    while (from < gpus.length) {
      int node = state.topology().nodeOfGpu(gpus[from]);
      int to = from + 1;
      while (to < gpus.length && state.topology().nodeOfGpu(gpus[to]) == node) {
        to++;
      }
      if (node >= firstNode() && node < endNode()) {
        add(replica, node, to - from, weight);
      }
      from = to;
    }
  }

  private void add(int replica, int node, int gpus, int weight) {
    loads.add(replica, node, gpus, 0, weight, knee(replica), ordered(replica));
    long drawn = state.topology().riseTo(node, ordered(replica)) * gpus;
    idle += gpus * loads.idle(node);
    now += drawn;
    gifts.merge(replica, drawn - gpus * loads.above(node, knee(replica)), Long::sum);
  }

  /** The part of a gang that stands here is cut for all of it: it loses for the others too. */
  private int weight(int replica) {
    int[] gpus = state.replicas().gpus(replica);
    long here = 0;
    for (int gpu : gpus) {
      int node = state.topology().nodeOfGpu(gpu);
      here += node >= firstNode() && node < endNode() ? 1 : 0;
    }
    return Math.toIntExact((long) state.replicas().tier(replica).value() * gpus.length / here);
  }

  /** Watts by which the domain surely falls when every GPU is held to its knee. */
  public long watts() {
    return gifts.values().stream().mapToLong(gift -> gift).sum();
  }

  /** What is no longer there for it when the replica stops. */
  long wattsOf(int replica) {
    return gifts.getOrDefault(replica, 0L);
  }

  /**
   * The caps at which the domain falls by so many watts.
   *
   * @param excess at most {@link #watts}
   */
  public List<CapSet> free(long excess, Reason why) {
    List<CapSet> caps = new ArrayList<>();
    if (excess > 0 && !loads.isEmpty()) {
      Map<Integer, Watts> dispatched = loads.dispatch(ROOT, new long[] {now - excess + idle});
      dispatched.forEach(
          (replica, cap) -> {
            if (cap.compareTo(ordered(replica)) < 0) {
              caps.add(decision(replica, cap, why));
            }
          });
    }
    return caps;
  }

  /** What all work loses by these caps, in dollars a megawatt-hour times billionths of a GPU. */
  public long lost(List<CapSet> caps) {
    long lost = 0;
    for (CapSet cap : caps) {
      int replica = state.replicas().slotOf(cap.replica().value());
      PowerCurve curve = state.curveOf(replica);
      long each =
          curve.throughput(Math.toIntExact(ordered(replica).value()))
              - curve.throughput(Math.toIntExact(cap.cap().value()));
      lost += each * state.replicas().gpuCount(replica) * state.replicas().tier(replica).value();
    }
    return lost;
  }

  private CapSet decision(int replica, Watts cap, Reason why) {
    PowerCap last = state.capOf(replica);
    Watts least = knee(replica);
    Watts within = cap.compareTo(least) < 0 ? least : cap;
    return new CapSet(new ReplicaId(number(replica)), within, last.order() + 1, why);
  }
}
