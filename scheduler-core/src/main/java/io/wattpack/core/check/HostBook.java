package io.wattpack.core.check;

import io.wattpack.core.model.Host;
import org.jspecify.annotations.Nullable;

/**
 * Per node: the cores and the main memory that are left. What the fleet does not count starts at a
 * figure that no sum of bookings reaches. Both lie side by side, to be read in one go.
 */
final class HostBook implements Undoable {
  private static final int CPU = 0;
  private static final int MEMORY = 1;
  private static final int KINDS = 2;
  private static final long UNCOUNTED = Long.MAX_VALUE / 2;

  private final FleetBook fleet;
  private final UndoLog undo;
  private final long[] left;

  HostBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    left = new long[KINDS * fleet.nodeCount()];
    for (int place = 0; place < left.length; place++) {
      left[place] = sizeOf(place);
    }
  }

  private HostBook(HostBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    left = other.left.clone();
  }

  HostBook fork(UndoLog forked) {
    return new HostBook(this, forked);
  }

  private long sizeOf(int place) {
    Host host = fleet.node(place / KINDS).host();
    long size = place % KINDS == CPU ? host.cpuMilli() : host.memory().value();
    return size == 0 ? UNCOUNTED : size;
  }

  long cpuMilliBooked(int node) {
    return booked(KINDS * node + CPU);
  }

  long memoryBooked(int node) {
    return booked(KINDS * node + MEMORY);
  }

  private long booked(int place) {
    return sizeOf(place) - left[place];
  }

  void book(LivingReplica replica) {
    change(replica, replica.cpuMilli(), replica.mainMemory());
  }

  void free(LivingReplica replica) {
    change(replica, -replica.cpuMilli(), -replica.mainMemory());
  }

  private void change(LivingReplica replica, long cpuMore, long memoryMore) {
    for (int member = 0; member < replica.members(); member++) {
      int node = replica.nodeOf(member);
      undo.note(this, KINDS * node + CPU, left[KINDS * node + CPU]);
      undo.note(this, KINDS * node + MEMORY, left[KINDS * node + MEMORY]);
      add(node, cpuMore, memoryMore);
    }
  }

  private void add(int node, long cpuMore, long memoryMore) {
    left[KINDS * node + CPU] -= cpuMore;
    left[KINDS * node + MEMORY] -= memoryMore;
  }

  @Override
  public void undo(int place, long figure, @Nullable Object thing) {
    left[place] = figure;
  }

  /** Why not all members fit beside each other and what is booked; null: they do. */
  @Nullable String faultOf(LivingReplica replica) {
    String fault = null;
    int booked = 0;
    // Members may share a node: each is booked for the next to see, and then taken back.
    while (fault == null && booked < replica.members()) {
      fault = faultAt(replica.nodeOf(booked), replica);
      add(replica.nodeOf(booked), replica.cpuMilli(), replica.mainMemory());
      booked++;
    }
    while (booked > 0) {
      booked--;
      add(replica.nodeOf(booked), -replica.cpuMilli(), -replica.mainMemory());
    }
    return fault;
  }

  private @Nullable String faultAt(int node, LivingReplica replica) {
    if (replica.cpuMilli() > 0 && replica.cpuMilli() > left[KINDS * node + CPU]) {
      return "The cores of node %s are booked twice: %d thousandths asked, %d of %d already booked."
          .formatted(
              fleet.node(node).id(),
              replica.cpuMilli(),
              cpuMilliBooked(node),
              sizeOf(KINDS * node + CPU));
    }
    if (replica.mainMemory() > 0 && replica.mainMemory() > left[KINDS * node + MEMORY]) {
      return "The main memory of node %s is booked twice: %d MiB asked, %d of %d MiB already booked."
          .formatted(
              fleet.node(node).id(),
              replica.mainMemory(),
              memoryBooked(node),
              sizeOf(KINDS * node + MEMORY));
    }
    return null;
  }
}
