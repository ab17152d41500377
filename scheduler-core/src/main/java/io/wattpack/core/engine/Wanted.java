package io.wattpack.core.engine;

import io.wattpack.core.placement.Ask;
import io.wattpack.core.placement.Placer;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.state.State;
import io.wattpack.core.state.TaskClassKey;
import io.wattpack.core.state.WorkKey;
import org.jspecify.annotations.Nullable;

/**
 * In which power trees waiting work would find a GPU if it had the watts. Worked out when asked.
 */
final class Wanted {
  private final State state;
  private final Placer placer;
  private boolean @Nullable [] roots;

  Wanted(State state, Placer placer) {
    this.state = state;
    this.placer = placer;
  }

  /**
   * @param root the top of a power tree
   */
  boolean isWanted(int root) {
    boolean[] known = roots;
    if (known == null) {
      known = wantedRoots();
      roots = known;
    }
    return known[root];
  }

  private boolean[] wantedRoots() {
    boolean[] isWanted = new boolean[state.topology().domainCount()];
    for (WorkKey key : state.queue().entries().keySet()) {
      if (waitsForPower(key)) {
        mark(key, isWanted);
      }
    }
    return isWanted;
  }

  private boolean waitsForPower(WorkKey key) {
    TaskClassKey task = key.taskClass();
    @Nullable Reason reason =
        task == null ? state.pools().waiting(key.pool()) : state.tasks().waiting(task);
    return reason != null
        && (reason.code() == ReasonCode.POWER_LIMITED || reason.code() == ReasonCode.IN_BREACH);
  }

  private void mark(WorkKey key, boolean[] isWanted) {
    TaskClassKey task = key.taskClass();
    if (task == null) {
      new Resuming(state).candidates(key.pool()).forEach(paused -> markAbove(paused, isWanted));
      if (!state.pools().isShort(key.pool())) {
        return;
      }
    }
    Ask ask = task == null ? placer.askOfPool(key.pool()) : placer.askOfTask(task);
    int root = 0;
    while (root < isWanted.length) {
      isWanted[root] |= couldHouse(root, ask);
      root = state.topology().subtreeEnd(root);
    }
  }

  private void markAbove(int replica, boolean[] isWanted) {
    for (int member = 0; member < state.replicas().memberCount(replica); member++) {
      int node = state.replicas().nodeOfMember(replica, member);
      isWanted[state.topology().rootOf(state.topology().domainOfNode(node))] = true;
    }
  }

  private boolean couldHouse(int domain, Ask ask) {
    for (Ask.Option option : ask.options()) {
      Shape shape = option.shape();
      int whole = state.devices().wholeFree(domain, shape.gpuModel());
      boolean hasPart = !shape.isWhole() && state.devices().partFree(domain, shape.gpuModel()) > 0;
      if (whole >= shape.gpuCount() || hasPart) {
        return true;
      }
    }
    return false;
  }
}
