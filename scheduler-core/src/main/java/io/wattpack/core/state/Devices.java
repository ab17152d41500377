package io.wattpack.core.state;

import io.wattpack.core.policy.NodeView;
import io.wattpack.core.power.CoolingLedger;
import io.wattpack.core.state.column.IntColumn;
import io.wattpack.core.state.column.LongColumn;
import io.wattpack.core.state.column.NarrowColumn;
import io.wattpack.core.state.column.RefColumn;
import io.wattpack.core.state.column.ShortColumn;
import io.wattpack.core.state.column.UndoLog;
import io.wattpack.core.units.GpuShare;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is booked on every GPU, and the watts that follow from it.
 *
 * <p>The invariant: a GPU with anything booked is charged once in the ledger, and its watts pend
 * exactly while everything on it drains. Free GPUs are counted per domain and GPU model at every
 * ancestor, so that a search can pass over a subtree without looking into it.
 */
public final class Devices {
  private static final int ALL_FREE = 0;
  private static final int PART_FREE = 1;
  private static final int NONE_FREE = 2;
  private static final int[] NOBODY = new int[0];

  private final Topology topology;
  private final CoolingLedger ledger;
  private final ShortColumn milli;
  private final NarrowColumn memory;
  private final ShortColumn bookings;
  private final ShortColumn leaving;
  private final IntColumn wholeFree;
  private final IntColumn partFree;
  private final IntColumn nodeFree;
  private final IntColumn held;
  private final ShortColumn slices;
  private final NarrowColumn saved;
  private final NarrowColumn savedSurely;
  private final NarrowColumn cpuMilli;
  private final NarrowColumn hostMemory;
  private final NodeChanges changes;
  private final LongColumn milliBooked;
  private final RefColumn<int[]> residents;
  private final LongColumn revision;

  Devices(Topology topology, CoolingLedger ledger, UndoLog log) {
    this.topology = topology;
    this.ledger = ledger;
    revision = new LongColumn(log, 1);
    milli = new ShortColumn(log, topology.gpuCount());
    memory = NarrowColumn.small(log, topology.gpuCount());
    bookings = new ShortColumn(log, topology.gpuCount());
    leaving = new ShortColumn(log, 0);
    int cells = topology.domainCount() * topology.gpuModelCount();
    wholeFree = new IntColumn(log, cells);
    partFree = new IntColumn(log, cells);
    nodeFree = new IntColumn(log, topology.nodeCount());
    held = new IntColumn(log, topology.domainCount());
    milliBooked = new LongColumn(log, 1);
    residents = new RefColumn<>(log, topology.nodeCount());
    slices = new ShortColumn(log, 0);
    saved = NarrowColumn.small(log, 0);
    savedSurely = NarrowColumn.small(log, 0);
    cpuMilli = NarrowColumn.small(log, topology.nodeCount());
    hostMemory = NarrowColumn.small(log, topology.nodeCount());
    changes = new NodeChanges(log, topology.nodeCount());
    for (int node = 0; node < topology.nodeCount(); node++) {
      countFree(wholeFree, node, topology.node(node).gpuCount());
      nodeFree.set(node, topology.node(node).gpuCount());
    }
  }

  private Devices(Devices other, CoolingLedger ledger, UndoLog log) {
    topology = other.topology;
    this.ledger = ledger;
    milli = other.milli.copy(log);
    memory = other.memory.copy(log);
    bookings = other.bookings.copy(log);
    leaving = other.leaving.copy(log);
    wholeFree = other.wholeFree.copy(log);
    partFree = other.partFree.copy(log);
    nodeFree = other.nodeFree.copy(log);
    held = other.held.copy(log);
    milliBooked = other.milliBooked.copy(log);
    residents = other.residents.copy(log);
    revision = other.revision.copy(log);
    slices = other.slices.copy(log);
    saved = other.saved.copy(log);
    savedSurely = other.savedSurely.copy(log);
    cpuMilli = other.cpuMilli.copy(log);
    hostMemory = other.hostMemory.copy(log);
    changes = new NodeChanges(log, topology.nodeCount());
  }

  Devices copy(CoolingLedger otherLedger, UndoLog log) {
    return new Devices(this, otherLedger, log);
  }

  /** Thousandths of the GPU that nothing holds. */
  public int milliFree(int gpu) {
    return GpuShare.WHOLE_MILLI - milli.get(gpu);
  }

  public long memoryBooked(int gpu) {
    return memory.get(gpu);
  }

  public int bookings(int gpu) {
    return bookings.get(gpu);
  }

  /** Bookings whose replicas were told to stop. */
  public int leaving(int gpu) {
    return leaving.get(gpu);
  }

  /** Memory slices of the GPU that hardware slices hold, as bits; 0: it is not cut. */
  public int slicesUsed(int gpu) {
    return slices.get(gpu);
  }

  /** Thousandths of a core of the node that nothing holds. */
  public long cpuMilliFree(int node) {
    long all = topology.cpuMilliOf(node);
    return all == NodeView.NOT_COUNTED ? all : all - cpuMilli.get(node);
  }

  /** Mebibytes of the node's main memory that nothing holds. */
  public long hostMemoryFree(int node) {
    long all = topology.hostMemoryOf(node);
    return all == NodeView.NOT_COUNTED ? all : all - hostMemory.get(node);
  }

  /** Thousandths of a core of the node that work holds. */
  long cpuMilliBooked(int node) {
    return cpuMilli.get(node);
  }

  /** Mebibytes of the node's main memory that work holds. */
  long hostMemoryBooked(int node) {
    return hostMemory.get(node);
  }

  /** Which nodes changed, for what is derived from their state. */
  public NodeChanges changes() {
    return changes;
  }

  /** GPUs of the node with nothing booked. */
  public int gpusFree(int node) {
    return nodeFree.get(node);
  }

  /** GPUs of that model below the domain with nothing booked. */
  public int wholeFree(int domain, int gpuModel) {
    return wholeFree.get(domain * topology.gpuModelCount() + gpuModel);
  }

  /** GPUs of that model below the domain with something booked and something free. */
  public int partFree(int domain, int gpuModel) {
    return partFree.get(domain * topology.gpuModelCount() + gpuModel);
  }

  /**
   * GPUs in the power tree with that top which stay in use and were told to draw less than their
   * peak.
   */
  public int held(int root) {
    return held.get(root);
  }

  /** Thousandths of GPUs that are booked in the whole fleet. */
  public long milliBooked() {
    return milliBooked.get(0);
  }

  /** The replicas on the node, by slot, in no order. To look at only. */
  public int[] residents(int node) {
    int[] slots = residents.get(node);
    return slots == null ? NOBODY : slots;
  }

  /** Rises with every change and falls back with a rollback; never part of the state. */
  public long revision() {
    return revision.get(0);
  }

  /** Watts that a booking on the GPU would add to its domains. */
  public long rise(int gpu) {
    return bookings.get(gpu) == 0 ? topology.riseOfNode(topology.nodeOfGpu(gpu)) : 0;
  }

  /** Something else than a booking may have turned an answer. */
  void turn() {
    revision.add(0, 1);
  }

  void moveIn(int node, int replica) {
    changes.note(node);
    int[] before = residents(node);
    int[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = replica;
    residents.set(node, after);
  }

  void moveOut(int node, int replica) {
    changes.note(node);
    residents.set(node, without(residents(node), replica));
  }

  private static int @Nullable [] without(int[] slots, int replica) {
    if (slots.length == 1) {
      return null;
    }
    int[] rest = new int[slots.length - 1];
    int count = 0;
    for (int slot : slots) {
      if (slot != replica) {
        rest[count++] = slot;
      }
    }
    return rest;
  }

  /** Books cores and main memory of a node (negative: frees them). */
  void bookHost(int node, long milli, long mebibytes) {
    cpuMilli.add(node, milli);
    hostMemory.add(node, mebibytes);
    changes.note(node);
    revision.add(0, 1);
  }

  /** Takes memory slices of a GPU, or gives them back. */
  void cut(int gpu, int mask) {
    if (mask == 0) {
      return;
    }
    slices.set(gpu, slices.get(gpu) ^ mask);
  }

  void book(int gpu, int share, long mebibytes) {
    change(gpu, share, mebibytes, 1, 0);
  }

  void leave(int gpu) {
    change(gpu, 0, 0, 0, 1);
  }

  void free(int gpu, int share, long mebibytes, boolean wasLeaving) {
    change(gpu, -share, -mebibytes, -1, wasLeaving ? -1 : 0);
    if (bookings.get(gpu) == 0) {
      saved.set(gpu, 0);
      savedSurely.set(gpu, 0);
    }
  }

  /**
   * Holds a GPU below its peak, as long as something is booked on it.
   *
   * @param ordered watts below the peak that the cap ordered last leaves
   * @param surely watts below the peak that the site surely leaves already
   */
  void hold(int gpu, long ordered, long surely) {
    int node = topology.nodeOfGpu(gpu);
    long chargedBefore = charged(gpu, node);
    long pendingBefore = pending(gpu, node);
    int heldBefore = heldAt(gpu);
    saved.set(gpu, ordered);
    savedSurely.set(gpu, surely);
    countHeld(node, heldAt(gpu) - heldBefore);
    settle(gpu, chargedBefore, pendingBefore);
  }

  private void change(int gpu, int share, long mebibytes, int bookingsMore, int leavingMore) {
    int node = topology.nodeOfGpu(gpu);
    long chargedBefore = charged(gpu, node);
    long pendingBefore = pending(gpu, node);
    int roomBefore = roomOf(gpu);
    int heldBefore = heldAt(gpu);
    milli.add(gpu, share);
    milliBooked.add(0, share);
    memory.add(gpu, mebibytes);
    bookings.add(gpu, bookingsMore);
    leaving.add(gpu, leavingMore);
    recount(node, roomBefore, roomOf(gpu));
    countHeld(node, heldAt(gpu) - heldBefore);
    changes.note(node);
    settle(gpu, chargedBefore, pendingBefore);
    revision.add(0, 1);
  }

  private int heldAt(int gpu) {
    return saved.get(gpu) > 0 && leaving.get(gpu) < bookings.get(gpu) ? 1 : 0;
  }

  private void countHeld(int node, int more) {
    if (more != 0) {
      held.add(topology.rootOf(topology.domainOfNode(node)), more);
    }
  }

  private void settle(int gpu, long chargedBefore, long pendingBefore) {
    int node = topology.nodeOfGpu(gpu);
    shift(
        chargedBefore, charged(gpu, node), watts -> ledger.charge(box(node), domain(node), watts));
    shift(pendingBefore, pending(gpu, node), watts -> ledger.pend(box(node), domain(node), watts));
  }

  private int box(int node) {
    return topology.gpuContainerOfNode(node);
  }

  private int domain(int node) {
    return topology.domainOfNode(node);
  }

  private static void shift(long before, long after, java.util.function.LongConsumer change) {
    if (before != after) {
      change.accept(after - before);
    }
  }

  /** Watts that what is booked on the GPU adds to its domains. */
  public long charged(int gpu) {
    return charged(gpu, topology.nodeOfGpu(gpu));
  }

  private long charged(int gpu, int node) {
    return bookings.get(gpu) > 0 ? topology.riseOfNode(node, savedSurely.get(gpu)) : 0;
  }

  /** Watts of {@link #charged(int)} that were ordered off and are not confirmed yet. */
  public long pending(int gpu) {
    return pending(gpu, topology.nodeOfGpu(gpu));
  }

  private long pending(int gpu, int node) {
    int all = bookings.get(gpu);
    if (all == 0) {
      return 0;
    }
    long charged = charged(gpu, node);
    return leaving.get(gpu) == all ? charged : charged - topology.riseOfNode(node, saved.get(gpu));
  }

  private int roomOf(int gpu) {
    if (bookings.get(gpu) == 0) {
      return ALL_FREE;
    }
    return milliFree(gpu) > 0 ? PART_FREE : NONE_FREE;
  }

  /** Most shares that come and go leave a GPU as one that is free in part. */
  private void recount(int node, int before, int after) {
    if (before != after) {
      count(node, before, -1);
      count(node, after, 1);
    }
  }

  private void count(int node, int room, int one) {
    if (room == ALL_FREE) {
      countFree(wholeFree, node, one);
      nodeFree.add(node, one);
    } else if (room == PART_FREE) {
      countFree(partFree, node, one);
    }
  }

  private void countFree(IntColumn column, int node, int count) {
    int model = topology.gpuModelOfNode(node);
    int domain = topology.domainOfNode(node);
    while (domain >= 0) {
      column.add(domain * topology.gpuModelCount() + model, count);
      domain = topology.parent(domain);
    }
  }
}
