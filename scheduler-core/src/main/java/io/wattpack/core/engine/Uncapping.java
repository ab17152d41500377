package io.wattpack.core.engine;

import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.preemption.CapRaise;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Raises the caps of running GPUs where there are watts again that no waiting work wants.
 *
 * <p>Looks only at power trees where something is capped and the top has headroom, and not again
 * while nothing changed since it found no rise there: that is transparent.
 */
final class Uncapping {
  private final State state;
  private final PlanDraft draft;
  private final Map<Integer, Settled> settled;

  /** What the state was like when a tree had no rise to give. */
  record Settled(Topology topology, long revision) {}

  /**
   * @param settled what is remembered from step to step, by the top of the tree
   */
  Uncapping(State state, PlanDraft draft, Map<Integer, Settled> settled) {
    this.state = state;
    this.draft = draft;
    this.settled = settled;
  }

  /** Remembers nothing. */
  static Map<Integer, Settled> nothing() {
    return new TreeMap<>();
  }

  void run(Wanted wanted) {
    for (int root : roots()) {
      Settled now = new Settled(state.topology(), state.revision());
      if (!now.equals(settled.get(root)) && !isWanted(wanted, root)) {
        raise(root, now, wanted);
      }
    }
  }

  private static boolean isWanted(Wanted wanted, int root) {
    return wanted.isWanted(root) || wanted.isWantedInRegion(root);
  }

  private void raise(int root, Settled now, Wanted wanted) {
    List<CapSet> rises = new CapRaise(state, root, wanted::isWanted).rises();
    rises.forEach(rise -> draft.carryOut(Bundle.of(rise)));
    if (rises.isEmpty()) {
      settled.put(root, now);
    }
  }

  private List<Integer> roots() {
    List<Integer> roots = new ArrayList<>();
    int root = 0;
    while (root < state.topology().domainCount()) {
      if (state.devices().held(root) > 0 && state.ledger().headroomInTime(root) > 0) {
        roots.add(root);
      }
      root = state.topology().subtreeEnd(root);
    }
    return roots;
  }
}
