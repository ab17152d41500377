package io.wattpack.core.check;

import io.wattpack.core.model.Host;
import org.jspecify.annotations.Nullable;

/** Per node: the cores and the main memory that are booked. */
final class HostBook implements Undoable {
  private static final int CPU = 0;
  private static final int MEMORY = 1;
  private static final int KINDS = 2;

  private final FleetBook fleet;
  private final UndoLog undo;
  private final long[] cpuMilli;
  private final long[] memory;

  HostBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    cpuMilli = new long[fleet.nodeCount()];
    memory = new long[fleet.nodeCount()];
  }

  private HostBook(HostBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    cpuMilli = other.cpuMilli.clone();
    memory = other.memory.clone();
  }

  HostBook fork(UndoLog forked) {
    return new HostBook(this, forked);
  }

  long cpuMilliBooked(int node) {
    return cpuMilli[node];
  }

  long memoryBooked(int node) {
    return memory[node];
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
      undo.note(this, KINDS * node + CPU, cpuMilli[node]);
      undo.note(this, KINDS * node + MEMORY, memory[node]);
      add(node, cpuMore, memoryMore);
    }
  }

  private void add(int node, long cpuMore, long memoryMore) {
    cpuMilli[node] += cpuMore;
    memory[node] += memoryMore;
  }

  @Override
  public void undo(int place, long figure, @Nullable Object thing) {
    if (place % KINDS == CPU) {
      cpuMilli[place / KINDS] = figure;
    } else {
      memory[place / KINDS] = figure;
    }
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
    Host host = fleet.node(node).host();
    if (isOver(host.cpuMilli(), cpuMilli[node], replica.cpuMilli())) {
      return "The cores of node %s are booked twice: %d thousandths asked, %d of %d already booked."
          .formatted(fleet.node(node).id(), replica.cpuMilli(), cpuMilli[node], host.cpuMilli());
    }
    if (isOver(host.memory().value(), memory[node], replica.mainMemory())) {
      return "The main memory of node %s is booked twice: %d MiB asked, %d of %d MiB already booked."
          .formatted(
              fleet.node(node).id(), replica.mainMemory(), memory[node], host.memory().value());
    }
    return null;
  }

  private static boolean isOver(long size, long booked, long asked) {
    boolean isCounted = size != 0;
    return isCounted && asked > 0 && asked > size - booked;
  }
}
