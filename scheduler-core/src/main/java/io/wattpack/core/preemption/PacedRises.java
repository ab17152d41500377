package io.wattpack.core.preemption;

import io.wattpack.core.plan.CapSet;
import io.wattpack.core.power.CeilingLedger;
import io.wattpack.core.state.State;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of the caps that GPUs are to rise to, what may rise in this beat.
 *
 * <p>Where all cannot rise at once, one after the other does: the most valuable tier first, in it
 * the lowest cap. So few orders are given, and each is worth one. The last is cut to what is left.
 */
final class PacedRises {
  private final State state;

  PacedRises(State state) {
    this.state = state;
  }

  /**
   * The rises that may be now; all of them where nothing has a pace.
   *
   * @param rises that fit together under every limit
   */
  List<CapSet> within(List<CapSet> rises) {
    if (state.ledger().pace().isEmpty()) {
      return rises;
    }
    List<CapSet> now = new ArrayList<>();
    int mark = state.checkpoint();
    for (CapSet rise : inOrder(rises)) {
      CapSet cut = cut(rise);
      if (cut != null) {
        state.apply(cut);
        now.add(cut);
      }
    }
    state.rollback(mark);
    return now;
  }

  private List<CapSet> inOrder(List<CapSet> rises) {
    Comparator<CapSet> byTier =
        Comparator.comparingInt(rise -> -state.replicas().tier(slot(rise)).value());
    return rises.stream()
        .sorted(
            byTier
                .thenComparing(rise -> state.capOf(slot(rise)).ordered())
                .thenComparing(CapSet::replica))
        .toList();
  }

  private int slot(CapSet rise) {
    return state.replicas().slotOf(rise.replica().value());
  }

  /** As much of the rise as may be; null: nothing that is worth an order. */
  private @Nullable CapSet cut(CapSet rise) {
    if (isWithinBeat(rise, false)) {
      return rise;
    }
    int replica = slot(rise);
    long peak = state.gpuModelOf(replica).peak().value();
    long least = state.capOf(replica).ordered().value() + CapRaise.step(peak);
    CapSet step = to(rise, Math.min(rise.cap().value(), least));
    if (!isWithinBeat(step, false)) {
      return isWithinBeat(step, true) ? step : null;
    }
    long most = rise.cap().value();
    long fits = step.cap().value();
    while (most - fits > 1) {
      long middle = fits + (most - fits) / 2;
      boolean isLower = isWithinBeat(to(rise, middle), false);
      fits = isLower ? middle : fits;
      most = isLower ? most : middle;
    }
    return to(rise, fits);
  }

  private static CapSet to(CapSet rise, long watts) {
    return new CapSet(rise.replica(), new Watts(watts), rise.order(), rise.reason());
  }

  /**
   * Whether every domain above stays within the beat.
   *
   * @param asOne where nothing rose yet it need not
   */
  private boolean isWithinBeat(CapSet rise, boolean asOne) {
    List<Integer> asked = above(slot(rise));
    CeilingLedger ledger = state.ledger();
    asked.removeIf(domain -> asOne && ledger.isOpen(domain));
    int mark = state.checkpoint();
    state.apply(rise);
    boolean isWithin =
        asked.stream()
            .allMatch(domain -> ledger.pace().isWithinBeat(domain, ledger.ceiling(domain)));
    state.rollback(mark);
    return isWithin;
  }

  private List<Integer> above(int replica) {
    List<Integer> domains = new ArrayList<>();
    for (int member = 0; member < state.replicas().memberCount(replica); member++) {
      int node = state.replicas().nodeOfMember(replica, member);
      int domain = state.topology().domainOfNode(node);
      for (int above = domain; above >= 0; above = state.topology().parent(above)) {
        domains.add(above);
      }
    }
    return domains;
  }
}
