package io.wattpack.core.check;

import io.wattpack.core.model.CapOrder;
import io.wattpack.core.model.PowerCap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the GPUs of a replica may draw each, for replicas that were ever capped: the caps of all its
 * orders from the one that was surely carried out to the newest.
 */
final class CapBook {
  private final UndoMap<Long, Entry> entries;

  /**
   * What is known of one replica. Its orders have numbers without a gap.
   *
   * @param first the number of the oldest order that may be in force; 0: the state before any
   * @param caps watts of that order and of each after it
   */
  private record Entry(int first, List<Long> caps) {
    int last() {
      return first + caps.size() - 1;
    }

    long highest() {
      return Collections.max(caps);
    }

    Entry with(long watts) {
      List<Long> more = new ArrayList<>(caps);
      more.add(watts);
      return new Entry(first, List.copyOf(more));
    }

    Entry from(int order) {
      return new Entry(order, caps.subList(order - first, caps.size()));
    }
  }

  CapBook(UndoLog undo) {
    entries = new UndoMap<>(undo);
  }

  private CapBook(UndoMap<Long, Entry> entries) {
    this.entries = entries;
  }

  CapBook fork(UndoLog forked) {
    return new CapBook(entries.fork(forked));
  }

  /** Takes over every cap: replicas live on in another fleet. */
  void carry(CapBook before) {
    before.entries.values().forEach(entry -> entries.put(entry.key(), entry.value()));
  }

  void forget(long replica) {
    entries.forget(replica);
  }

  /** Enters the next order of a replica whose GPUs have that peak. */
  void order(long replica, long peak, long watts) {
    Entry known = entries.get(replica);
    Entry before = known == null ? new Entry(0, List.of(peak)) : known;
    entries.put(replica, before.with(watts));
  }

  /** A site that has carried out an order does not go back before it. */
  void confirm(long replica, int order) {
    Entry known = entries.get(replica);
    if (known != null && order > known.first() && order <= known.last()) {
      entries.put(replica, known.from(order));
    }
  }

  /** Enters what an image says. */
  void resume(long replica, PowerCap cap) {
    List<Long> caps = new ArrayList<>();
    caps.add(cap.held().value());
    for (CapOrder order : cap.waiting()) {
      caps.add(order.cap().value());
    }
    if (cap.waiting().isEmpty() && cap.held().compareTo(cap.ordered()) > 0) {
      // By a version that did not keep what waits: the last order does.
      caps.add(cap.ordered().value());
    }
    entries.put(replica, new Entry(cap.order() - caps.size() + 1, List.copyOf(caps)));
  }

  /** The watts that each GPU may draw, of a peak. */
  long possible(LivingReplica replica, long peak) {
    Entry known = entries.get(replica.number());
    return known == null ? peak : Math.min(peak, known.highest());
  }

  /** The watts that each GPU was told to draw at most, of a peak. */
  long ordered(LivingReplica replica, long peak) {
    Entry known = entries.get(replica.number());
    return known == null ? peak : Math.min(peak, known.caps().getLast());
  }

  /** The number of its newest order; 0: it never had one. */
  int lastOrder(LivingReplica replica) {
    @Nullable Entry known = entries.get(replica.number());
    return known == null ? 0 : known.last();
  }
}
