package io.wattpack.core.preemption;

import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.power.Cooling;
import io.wattpack.core.state.Replicas;
import io.wattpack.core.state.State;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Gives the headroom of a power tree back to GPUs that are held below their peak, where it is worth
 * most.
 *
 * <p>No cap falls for another here, so a rise is covered by headroom that is there. A rise must be
 * worth an order to a site: it reaches the peak or is at least {@link #STEP_PERMILLE} of it.
 */
public final class CapRaise {
  /** The least rise short of the peak, in thousandths of the peak. */
  private static final int STEP_PERMILLE = 20;

  private static final int PERMILLE = 1000;
  private static final Reason WHY = Reason.of(ReasonCode.LIMIT_ROSE);

  private final State state;
  private final int root;
  private final int size;
  private final IntPredicate isKept;
  private final CapLoads loads;
  private final long[] room;
  private final long[] least;
  // By domain: GPU containers whose cooling it carries.
  private final Map<Integer, List<Integer>> cooled = new TreeMap<>();

  /**
   * @param root the top of the power tree
   * @param isKept of which domains the headroom is kept for others
   */
  public CapRaise(State state, int root, IntPredicate isKept) {
    this.isKept = isKept;
    this.state = state;
    this.root = root;
    size = state.topology().subtreeEnd(root) - root;
    loads = new CapLoads(state);
    room = new long[size];
    least = new long[size];
  }

  /** Rises that fit under every limit as they are now, and no more than may rise in a beat. */
  public List<CapSet> rises() {
    collect();
    if (loads.isEmpty()) {
      return List.of();
    }
    int[] parents = new int[size];
    long[] limits = new long[size];
    for (int domain = 0; domain < size; domain++) {
      parents[domain] = domain == 0 ? -1 : state.topology().parent(root + domain) - root;
      // What is drawn already stays: a domain that is full passes nothing on.
      limits[domain] =
          isKept.test(root + domain)
              ? least[domain]
              : Math.max(least[domain], room[domain] + headroom(domain));
    }
    return new PacedRises(state).within(decisions(loads.dispatch(parents, limits)));
  }

  /**
   * IT watts that leave room for their cooling, at the factor of the GPU container that has the
   * highest; each of them rounds up by less than a watt.
   */
  private long headroom(int domain) {
    long watts = state.ledger().headroomInTime(root + domain);
    List<Integer> boxes = cooled.getOrDefault(domain, List.of());
    long excess = 0;
    for (int box : boxes) {
      excess = Math.max(excess, state.cooling().excessMillionths(box));
    }
    return boxes.isEmpty() || watts <= 0
        ? watts
        : Cooling.itWatts(Math.max(0, watts - boxes.size()), excess);
  }

  /** By the order of domains, as a dispatch wants it. */
  private void collect() {
    TreeMap<Long, Integer> ordered = new TreeMap<>();
    state
        .capped()
        .entries()
        .forEach(
            (number, replica) -> {
              int[] gpus = state.replicas().gpus(replica);
              for (int i = 0; i < gpus.length; i++) {
                if (mayRise(replica) && (i == 0 || node(gpus[i]) != node(gpus[i - 1]))) {
                  ordered.put((long) node(gpus[i]) << Integer.SIZE | gpus[i], replica);
                }
              }
            });
    ordered.forEach((key, replica) -> add(replica, (int) (key >> Integer.SIZE)));
  }

  private int node(int gpu) {
    return state.topology().nodeOfGpu(gpu);
  }

  /** One whose site has not lowered it yet waits for that; a gang is raised whole or not. */
  private boolean mayRise(int replica) {
    PowerCap cap = state.capOf(replica);
    Replicas replicas = state.replicas();
    for (int member = 0; member < replicas.memberCount(replica); member++) {
      int domain = state.topology().domainOfNode(replicas.nodeOfMember(replica, member));
      if (state.topology().rootOf(domain) != root) {
        return false;
      }
    }
    boolean isInRange = cap.ordered().compareTo(state.gpuModelOf(replica).capLeast()) >= 0;
    return isInRange && cap.held().equals(cap.ordered());
  }

  private void add(int replica, int node) {
    int gpus = 0;
    for (int gpu : state.replicas().gpus(replica)) {
      gpus += node(gpu) == node ? 1 : 0;
    }
    int domain = state.topology().domainOfNode(node);
    Watts now = state.capOf(replica).ordered();
    int weight = state.replicas().tier(replica).value();
    loads.add(replica, node, gpus, domain - root, weight, now, state.gpuModelOf(replica).peak());
    long idle = gpus * loads.idle(node);
    long charged = gpus * state.topology().riseTo(node, now);
    for (int above = domain; above >= 0; above = state.topology().parent(above)) {
      room[above - root] += charged + idle;
      least[above - root] += gpus * loads.above(node, now) + idle;
      if (above <= state.topology().cooling().feedOfNode(node)) {
        cool(above - root, state.topology().gpuContainerOfNode(node));
      }
    }
  }

  private void cool(int domain, int box) {
    List<Integer> boxes = cooled.computeIfAbsent(domain, missing -> new ArrayList<>());
    if (!boxes.contains(box)) {
      boxes.add(box);
    }
  }

  private List<CapSet> decisions(Map<Integer, Watts> dispatched) {
    List<CapSet> rises = new ArrayList<>();
    dispatched.forEach(
        (replica, cap) -> {
          if (isWorthIt(replica, cap)) {
            int order = state.capOf(replica).order() + 1;
            rises.add(new CapSet(new ReplicaId(state.replicas().number(replica)), cap, order, WHY));
          }
        });
    return rises;
  }

  private boolean isWorthIt(int replica, Watts cap) {
    long peak = state.gpuModelOf(replica).peak().value();
    long rise = cap.value() - state.capOf(replica).ordered().value();
    return rise > 0 && (cap.value() == peak || rise >= step(peak));
  }

  /** The least rise of a GPU that is worth an order, in watts. */
  static long step(long peak) {
    return Math.ceilDiv(peak * STEP_PERMILLE, (long) PERMILLE);
  }
}
