package io.wattpack.core.preemption;

import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.power.dispatch.DispatchProblem;
import io.wattpack.core.power.dispatch.JointDispatch;
import io.wattpack.core.power.dispatch.JointDispatch.Gang;
import io.wattpack.core.power.dispatch.LoadKind;
import io.wattpack.core.power.dispatch.WattDispatch;
import io.wattpack.core.state.State;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The GPUs of replicas as devices of a dispatch of watts, as a meter at their power domain reads
 * them, fans and supplies included.
 *
 * <p>A dispatch counts from zero, the ledger from the idle watts, and both round up. So that a cap
 * that fits the dispatch fits the ledger, a device counts its metered watts less its idle watts
 * rounded down, which is never less than what the ledger charges.
 */
final class CapLoads {
  /** Rounds that a dispatch may take for gangs; what it misses the next step finds. */
  private static final int ROUNDS = 10;

  private static final int PERMILLE = 1000;

  private final State state;
  private final Map<LoadKind, Integer> kinds = new LinkedHashMap<>();
  // By the curve of the device: as a meter sees it, by what fans and supplies add.
  private final Map<PowerCurve, Map<Integer, PowerCurve>> curves = new LinkedHashMap<>();
  private final List<Group> groups = new ArrayList<>();

  /** GPUs of a replica on one node. */
  private record Group(int replica, int node, int domain, int kind, int gpus) {}

  CapLoads(State state) {
    this.state = state;
  }

  /**
   * Adds the GPUs of a replica, which must be in the order of domains.
   *
   * @param domain that they hang at, in the numbers of the dispatch
   * @param weight of one GPU
   * @param least the lowest cap that they may get
   * @param most the highest
   */
  void add(int replica, int node, int gpus, int domain, int weight, Watts least, Watts most) {
    int permille = permille(node);
    PowerCurve curve =
        curves
            .computeIfAbsent(state.curveOf(replica), missing -> new TreeMap<>())
            .computeIfAbsent(permille, missing -> state.curveOf(replica).metered(permille));
    LoadKind kind = new LoadKind(curve, weight, metered(least, permille), metered(most, permille));
    kinds.putIfAbsent(kind, kinds.size());
    groups.add(new Group(replica, node, domain, kinds.get(kind), gpus));
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  private static int metered(Watts cap, int permille) {
    return Math.toIntExact(Math.ceilDiv(cap.value() * permille, PERMILLE));
  }

  /** What a dispatch counts for a GPU of the node above idle: at least what the ledger charges. */
  long above(int node, Watts cap) {
    return metered(cap, permille(node)) - idle(node);
  }

  /** What the meter reads of a GPU with nothing booked on it, rounded down. */
  long idle(int node) {
    return state.topology().gpuModelAt(node).idle().value() * permille(node) / PERMILLE;
  }

  private int permille(int node) {
    return PERMILLE + state.topology().node(node).overheadPermille();
  }

  /**
   * The caps of the most value.
   *
   * @param parents of each domain, -1 for none, in preorder
   * @param limits of each, as {@link DispatchProblem} has them
   * @return the cap of each GPU by replica, in the order they were added; none: it does not fit
   */
  Map<Integer, Watts> dispatch(int[] parents, long[] limits) {
    DispatchProblem problem =
        new DispatchProblem(
            parents,
            limits,
            List.copyOf(kinds.keySet()),
            groups.stream().mapToInt(Group::domain).toArray(),
            groups.stream().mapToInt(Group::kind).toArray(),
            groups.stream().mapToInt(Group::gpus).toArray());
    JointDispatch joint = new JointDispatch(problem, gangs());
    return joint.solve(ROUNDS) == WattDispatch.FITS
        ? caps(joint.dispatch())
        : new LinkedHashMap<>();
  }

  private List<Gang> gangs() {
    Map<Integer, List<Integer>> parts = new LinkedHashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      parts.computeIfAbsent(groups.get(i).replica(), replica -> new ArrayList<>()).add(i);
    }
    return parts.values().stream().filter(part -> part.size() > 1).map(Gang::new).toList();
  }

  /** All GPUs of a replica get the cap of the one that gets least. */
  private Map<Integer, Watts> caps(WattDispatch dispatch) {
    Map<Integer, Watts> caps = new LinkedHashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      long each = dispatch.watts(i) / group.gpus();
      long cap = PowerCurve.deviceCap(Math.toIntExact(each), permille(group.node()));
      caps.merge(
          group.replica(), new Watts(cap), (one, other) -> one.compareTo(other) < 0 ? one : other);
    }
    return caps;
  }
}
