package io.wattpack.core.engine;

import io.wattpack.core.check.PlanChecker;
import io.wattpack.core.plan.BreachChanged;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.PoolOrder;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.Refusal;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.plan.WaitingChanged;
import io.wattpack.core.state.State;
import io.wattpack.core.units.EpochMillis;
import java.util.ArrayList;
import java.util.List;

/**
 * The plan in the making. What goes into it is applied to the state at once; a bundle only after
 * the checker found it sound.
 */
final class PlanDraft {
  private final State state;
  private final PlanChecker checker;
  private final List<Bundle> bundles = new ArrayList<>();
  private final List<PoolOrder> orders = new ArrayList<>();
  private final List<WaitingChanged> waiting = new ArrayList<>();
  private final List<BreachChanged> breaches = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<UnsoundBundle> unsound = new ArrayList<>();

  PlanDraft(State state, PlanChecker checker) {
    this.state = state;
    this.checker = checker;
  }

  /**
   * Carries the bundle out, whole or not at all.
   *
   * @return whether it was carried out
   */
  boolean carryOut(Bundle bundle) {
    EpochMillis at = new EpochMillis(state.now());
    String finding = checker.admit(bundle, at).finding();
    if (finding != null) {
      unsound.add(new UnsoundBundle(bundle, finding));
      if (!isOnlyFalls(bundle)) {
        return false;
      }
      checker.accept(bundle, at);
    }
    bundle.decisions().forEach(state::apply);
    bundles.add(bundle);
    return true;
  }

  /** Less power is always safe: such a bundle is carried out even if the checker objects. */
  private boolean isOnlyFalls(Bundle bundle) {
    for (Decision decision : bundle.decisions()) {
      if (!isFall(decision)) {
        return false;
      }
    }
    return true;
  }

  private boolean isFall(Decision decision) {
    return switch (decision) {
      case ReplicaStop stop -> true;
      case ReplicaPause pause -> true;
      case MinerOff off -> true;
      case CapSet cap -> isLower(cap);
      default -> false;
    };
  }

  private boolean isLower(CapSet decision) {
    int replica = state.replicas().slotOf(decision.replica().value());
    return replica >= 0 && decision.cap().compareTo(state.capOf(replica).ordered()) <= 0;
  }

  void refuse(long input, Reason reason) {
    refusals.add(new Refusal(input, reason));
  }

  void note(WaitingChanged changed) {
    state.apply(changed);
    waiting.add(changed);
  }

  void note(PoolOrder order) {
    state.apply(order);
    orders.add(order);
  }

  void note(BreachChanged changed) {
    state.apply(changed);
    breaches.add(changed);
  }

  boolean hasBundles() {
    return !bundles.isEmpty();
  }

  List<UnsoundBundle> unsound() {
    return unsound;
  }

  Plan finish() {
    Plan plan =
        new Plan(
            state.lastInput(),
            new EpochMillis(state.now()),
            bundles,
            orders,
            waiting,
            breaches,
            refusals);
    if (!plan.isEmpty()) {
      state.record();
    }
    return plan;
  }
}
