package io.wattpack.core.sim;

import io.wattpack.core.event.CapApplied;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.CapSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What GPUs may draw each by all cap orders that no confirmed one came after. */
final class CapCounts {
  /** Of a replica whose GPUs nobody capped. */
  static final long PEAK = Long.MAX_VALUE;

  private final Map<ReplicaId, NavigableMap<Integer, Long>> orders = new TreeMap<>();
  private final Set<ReplicaId> raised = new TreeSet<>();

  /** Order 0 is the peak, which holds until the first confirmation. */
  void enter(CapSet cap) {
    if (cap.cap().value() > ordered(cap.replica())) {
      raised.add(cap.replica());
    }
    ordersOf(cap.replica()).put(cap.order(), cap.cap().value());
  }

  private NavigableMap<Integer, Long> ordersOf(ReplicaId replica) {
    return orders.computeIfAbsent(
        replica,
        id -> {
          NavigableMap<Integer, Long> first = new TreeMap<>();
          first.put(0, PEAK);
          return first;
        });
  }

  void enter(CapApplied applied) {
    NavigableMap<Integer, Long> known = ordersOf(applied.replica());
    if (known.containsKey(applied.order())) {
      known.headMap(applied.order()).clear();
    }
  }

  void forget(ReplicaId replica) {
    orders.remove(replica);
  }

  /** The most that each GPU may draw as far as anybody knows. */
  long possible(ReplicaId replica) {
    return ordersOf(replica).values().stream().mapToLong(watts -> watts).max().orElse(PEAK);
  }

  /** What each GPU may draw once the last order is carried out. */
  long ordered(ReplicaId replica) {
    return ordersOf(replica).lastEntry().getValue();
  }

  /**
   * What each GPU may really draw is counted.
   *
   * @throws BrokenPromise if it is more
   */
  void check(ReplicaId replica, long real) {
    if (real > possible(replica)) {
      throw new BrokenPromise(
          "Promise 1: replica %s may draw %d W on each GPU, but only %d W are counted."
              .formatted(replica, real, possible(replica)));
    }
  }

  /** Replicas whose caps were raised since {@link #forgetRaised}. */
  Set<ReplicaId> raised() {
    return raised;
  }

  void forgetRaised() {
    raised.clear();
  }
}
