package io.wattpack.core.check;

import io.wattpack.core.model.PowerCap;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/** What the GPUs of a replica may draw each, for replicas that were ever capped. */
final class CapBook {
  private final UndoMap<Long, PowerCap> caps;

  CapBook(UndoLog undo) {
    caps = new UndoMap<>(undo);
  }

  private CapBook(UndoMap<Long, PowerCap> caps) {
    this.caps = caps;
  }

  CapBook fork(UndoLog forked) {
    return new CapBook(caps.fork(forked));
  }

  /** Takes over every cap: replicas live on in another fleet. */
  void carry(CapBook before) {
    before.caps.values().forEach(entry -> caps.put(entry.key(), entry.value()));
  }

  /** Null: it was never capped. */
  @Nullable PowerCap get(long replica) {
    return caps.get(replica);
  }

  void put(long replica, PowerCap cap) {
    caps.put(replica, cap);
  }

  void forget(long replica) {
    caps.forget(replica);
  }

  /**
   * Enters an order: until the site confirms it, the GPUs may draw what any order since the last
   * confirmed one allowed.
   */
  void order(LivingReplica replica, long peak, long watts, int order) {
    PowerCap last = get(replica.number());
    long possible = last == null ? peak : last.held().value();
    put(
        replica.number(),
        new PowerCap(new Watts(watts), new Watts(Math.max(possible, watts)), order));
  }

  /** Enters a confirmation; one of an older order tells nothing. */
  void confirm(long replica, int order) {
    PowerCap last = get(replica);
    if (last != null && last.order() == order) {
      put(replica, new PowerCap(last.ordered(), last.ordered(), order));
    }
  }

  /** The watts that each GPU may draw, of a peak. */
  long possible(LivingReplica replica, long peak) {
    PowerCap last = get(replica.number());
    return last == null ? peak : Math.min(peak, last.held().value());
  }

  /** The watts that each GPU was told to draw at most, of a peak. */
  long ordered(LivingReplica replica, long peak) {
    PowerCap last = get(replica.number());
    return last == null ? peak : Math.min(peak, last.ordered().value());
  }

  int lastOrder(LivingReplica replica) {
    PowerCap last = get(replica.number());
    return last == null ? 0 : last.order();
  }
}
