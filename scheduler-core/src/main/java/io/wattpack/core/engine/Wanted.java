package io.wattpack.core.engine;

import io.wattpack.core.placement.Ask;
import io.wattpack.core.placement.Placer;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.state.Spans;
import io.wattpack.core.state.State;
import io.wattpack.core.state.TaskClassKey;
import io.wattpack.core.state.WorkKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At which power domains and regions waiting work wants watts: at the top of a power tree where it
 * would find a GPU if it had them, and where a paused replica lacks them. Worked out when asked.
 */
final class Wanted {
  private final State state;
  private final Placer placer;
  private boolean @Nullable [] domains;

  Wanted(State state, Placer placer) {
    this.state = state;
    this.placer = placer;
  }

  /** Whether watts of that domain or region itself are wanted, not only those of one above it. */
  boolean isWanted(int span) {
    boolean[] known = domains;
    if (known == null) {
      known = wanted();
      domains = known;
    }
    return known[span];
  }

  /** Whether a rise at the domain takes watts of a region that are wanted somewhere in it. */
  boolean isWantedInRegion(int domain) {
    Spans spans = state.topology().spans();
    int top = state.topology().rootOf(domain);
    for (int region = spans.above(top); region >= 0; region = spans.above(region)) {
      if (isWanted(region)) {
        return true;
      }
    }
    return false;
  }

  private boolean[] wanted() {
    boolean[] isWanted = new boolean[state.topology().spans().count()];
    // What a paused replica lacks is found by supposing that it goes on, which is undone.
    for (WorkKey key : List.copyOf(state.queue().entries().keySet())) {
      if (waitsForPower(key)) {
        mark(key, isWanted);
      }
    }
    markRegions(isWanted);
    return isWanted;
  }

  /** Where a region is what bounds a tree, it is the watts of the region that are wanted. */
  private void markRegions(boolean[] isWanted) {
    Spans spans = state.topology().spans();
    int end = state.topology().domainCount();
    for (int root = 0; root < end; root = spans.end(root)) {
      int tightest = state.ledger().tightestInTime(root);
      isWanted[tightest] |= isWanted[root] && spans.isRegion(tightest);
    }
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
      new Resuming(state).lackingFor(key.pool()).forEach(domain -> isWanted[domain] = true);
      if (!state.pools().isShort(key.pool())) {
        return;
      }
    }
    Ask ask = task == null ? placer.askOfPool(key.pool()) : placer.askOfTask(task);
    int root = 0;
    while (root < state.topology().domainCount()) {
      isWanted[root] |= couldHouse(root, ask);
      root = state.topology().subtreeEnd(root);
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
