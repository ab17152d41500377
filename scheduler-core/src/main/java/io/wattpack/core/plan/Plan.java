package io.wattpack.core.plan;

import io.wattpack.core.units.EpochMillis;
import java.util.List;

/**
 * What one step decided.
 *
 * @param lastInput number of the last input the step had applied; 0 before any
 * @param at the step's time
 * @param bundles in order; each stands or falls as a whole
 * @param poolOrders pools whose work order changed
 * @param waiting reasons that changed
 * @param breaches power domains whose breach changed
 * @param refusals inputs of this step that made no sense
 */
public record Plan(
    long lastInput,
    EpochMillis at,
    List<Bundle> bundles,
    List<PoolOrder> poolOrders,
    List<WaitingChanged> waiting,
    List<BreachChanged> breaches,
    List<Refusal> refusals) {
  public Plan {
    bundles = List.copyOf(bundles);
    poolOrders = List.copyOf(poolOrders);
    waiting = List.copyOf(waiting);
    breaches = List.copyOf(breaches);
    refusals = List.copyOf(refusals);
  }

  /** Whether the step changed nothing; such a plan is not journalled. */
  public boolean isEmpty() {
    return bundles.isEmpty()
        && poolOrders.isEmpty()
        && waiting.isEmpty()
        && breaches.isEmpty()
        && refusals.isEmpty();
  }
}
