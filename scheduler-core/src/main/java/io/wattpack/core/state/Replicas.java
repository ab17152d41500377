package io.wattpack.core.state;

import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.state.column.ByteColumn;
import io.wattpack.core.state.column.Codes;
import io.wattpack.core.state.column.IntColumn;
import io.wattpack.core.state.column.NarrowColumn;
import io.wattpack.core.state.column.RefColumn;
import io.wattpack.core.state.column.SlotIndex;
import io.wattpack.core.state.column.Slots;
import io.wattpack.core.state.column.UndoLog;
import io.wattpack.core.units.GpuShare;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Every replica whose end is not confirmed, by slot. There may be as many as GPUs, so a row is kept
 * small: one number says whom it belongs to, and only what stands on several nodes or GPUs has a
 * list of them.
 */
public final class Replicas {
  private static final List<ReplicaState> STATES = List.of(ReplicaState.values());
  private static final List<ServiceTier> TIERS = List.of(ServiceTier.values());
  private static final int NO_GPU = -1;
  private static final int[] NONE = new int[0];

  private final Slots slots;
  private final SlotIndex byNumber;
  private final NarrowColumn number;
  private final ByteColumn state;
  private final ByteColumn tier;
  private final IntColumn holder;
  private final IntColumn node;
  private final IntColumn gpu;
  private final RefColumn<Stand> stand;
  private final IntColumn share;
  private final NarrowColumn memory;
  private final NarrowColumn cpuMilli;
  private final NarrowColumn hostMemory;
  private final RefColumn<MigSlice> mig;
  private final NarrowColumn watts;
  private final RefColumn<PowerCap> cap;
  private final NarrowColumn loadMillis;
  private final NarrowColumn runMillis;
  private final NarrowColumn tokensPerSecond;
  private final NarrowColumn millijoulesPerToken;
  private final NarrowColumn since;
  private final NarrowColumn startedAt;
  private final RefColumn<Reason> reason;

  /** Where a replica of several members or several GPUs stands. */
  private static final class Stand {
    private final int[] nodes;
    private final int[] gpus;

    Stand(int[] nodes, int[] gpus) {
      this.nodes = nodes;
      this.gpus = gpus;
    }

    int[] nodes() {
      return nodes;
    }

    int[] gpus() {
      return gpus;
    }
  }

  Replicas(UndoLog log) {
    slots = new Slots(log);
    byNumber = new SlotIndex(log);
    number = NarrowColumn.small(log, 0);
    state = new ByteColumn(log, 0);
    tier = new ByteColumn(log, 0);
    holder = new IntColumn(log, 0);
    node = new IntColumn(log, 0);
    gpu = new IntColumn(log, 0);
    stand = new RefColumn<>(log, 0);
    share = new IntColumn(log, 0);
    memory = NarrowColumn.small(log, 0);
    cpuMilli = NarrowColumn.small(log, 0);
    hostMemory = NarrowColumn.small(log, 0);
    mig = new RefColumn<>(log, 0);
    watts = NarrowColumn.small(log, 0);
    cap = new RefColumn<>(log, 0);
    loadMillis = NarrowColumn.small(log, 0);
    runMillis = NarrowColumn.small(log, 0);
    tokensPerSecond = NarrowColumn.small(log, 0);
    millijoulesPerToken = NarrowColumn.small(log, 0);
    since = NarrowColumn.nearFirst(log);
    startedAt = NarrowColumn.nearFirst(log);
    reason = new RefColumn<>(log, 0);
  }

  private Replicas(Replicas other, UndoLog log) {
    slots = other.slots.copy(log);
    byNumber = other.byNumber.copy(log);
    number = other.number.copy(log);
    state = other.state.copy(log);
    tier = other.tier.copy(log);
    holder = other.holder.copy(log);
    node = other.node.copy(log);
    gpu = other.gpu.copy(log);
    stand = other.stand.copy(log);
    share = other.share.copy(log);
    memory = other.memory.copy(log);
    cpuMilli = other.cpuMilli.copy(log);
    hostMemory = other.hostMemory.copy(log);
    mig = other.mig.copy(log);
    watts = other.watts.copy(log);
    cap = other.cap.copy(log);
    loadMillis = other.loadMillis.copy(log);
    runMillis = other.runMillis.copy(log);
    tokensPerSecond = other.tokensPerSecond.copy(log);
    millijoulesPerToken = other.millijoulesPerToken.copy(log);
    since = other.since.copy(log);
    startedAt = other.startedAt.copy(log);
    reason = other.reason.copy(log);
  }

  Replicas copy(UndoLog log) {
    return new Replicas(this, log);
  }

  /** The slot of the replica of that number; -1: none lives. */
  public int slotOf(long replicaNumber) {
    return byNumber.find(Long.hashCode(replicaNumber), slot -> number.get(slot) == replicaNumber);
  }

  /** Slots in the order of replica numbers; costs as much as there are replicas. */
  public List<Integer> all() {
    return Arrays.stream(byNumber.slots())
        .boxed()
        .sorted(Comparator.comparingLong(number::get))
        .toList();
  }

  public int count() {
    return byNumber.size();
  }

  public long number(int replica) {
    return number.get(replica);
  }

  public ReplicaState state(int replica) {
    return STATES.get(state.get(replica));
  }

  public boolean isLeaving(int replica) {
    return state(replica) == ReplicaState.DRAINING;
  }

  public boolean isPaused(int replica) {
    return state(replica) == ReplicaState.PAUSED;
  }

  public ServiceTier tier(int replica) {
    return TIERS.get(tier.get(replica));
  }

  /** The pool it belongs to; negative: it runs a task. */
  public int pool(int replica) {
    return -1 - holder.get(replica);
  }

  /** The slot of the task it runs; negative: it belongs to a pool. */
  public int job(int replica) {
    return holder.get(replica);
  }

  /** The node of its first member. */
  public int node(int replica) {
    return node.get(replica);
  }

  public int memberCount(int replica) {
    Stand several = stand.get(replica);
    return several == null ? 1 : several.nodes().length;
  }

  /** The node of a member, counted from 0. */
  public int nodeOfMember(int replica, int member) {
    Stand several = stand.get(replica);
    return several == null ? node.get(replica) : several.nodes()[member];
  }

  /** Thousandths of a core that each member books. */
  public long cpuMilli(int replica) {
    return cpuMilli.get(replica);
  }

  /** Mebibytes of main memory that each member books. */
  public long hostMemory(int replica) {
    return hostMemory.get(replica);
  }

  /** The hardware slice it has; null: whole GPUs or a share. */
  public @Nullable MigSlice mig(int replica) {
    return mig.get(replica);
  }

  /** How many GPUs it is on, over all members. */
  public int gpuCount(int replica) {
    Stand several = stand.get(replica);
    if (several != null) {
      return several.gpus().length;
    }
    return gpu.get(replica) == NO_GPU ? 0 : 1;
  }

  /** The dense index of one of its GPUs, counted from 0. */
  public int gpu(int replica, int index) {
    Stand several = stand.get(replica);
    return several == null ? gpu.get(replica) : several.gpus()[index];
  }

  /** Dense indexes of its GPUs. To look at only. */
  public int[] gpus(int replica) {
    Stand several = stand.get(replica);
    if (several != null) {
      return several.gpus();
    }
    return gpu.get(replica) == NO_GPU ? NONE : new int[] {gpu.get(replica)};
  }

  public int share(int replica) {
    return share.get(replica);
  }

  /** Whether it has GPUs that it shares with nobody. */
  public boolean hasWholeGpus(int replica) {
    return gpuCount(replica) > 0 && share(replica) == GpuShare.WHOLE_MILLI && mig(replica) == null;
  }

  /** Mebibytes on each of its GPUs. */
  public long memory(int replica) {
    return memory.get(replica);
  }

  /** What it raised its domains by when it started. */
  public long watts(int replica) {
    return watts.get(replica);
  }

  /** What each of its GPUs is held to; null: nobody capped it yet. */
  public @Nullable PowerCap cap(int replica) {
    return cap.get(replica);
  }

  public long loadMillis(int replica) {
    return loadMillis.get(replica);
  }

  public long runMillis(int replica) {
    return runMillis.get(replica);
  }

  public long tokensPerSecond(int replica) {
    return tokensPerSecond.get(replica);
  }

  public long millijoulesPerToken(int replica) {
    return millijoulesPerToken.get(replica);
  }

  /** When it entered its present state. */
  public long since(int replica) {
    return since.get(replica);
  }

  public long startedAt(int replica) {
    return startedAt.get(replica);
  }

  public Reason reason(int replica) {
    return reason.require(replica);
  }

  int add(long newNumber, ServiceTier newTier, long now, Reason why) {
    int slot = slots.take();
    number.set(slot, newNumber);
    byNumber.add(Long.hashCode(newNumber), slot);
    tier.set(slot, Codes.of(newTier));
    startedAt.set(slot, now);
    reason.set(slot, why);
    state.set(slot, Codes.of(ReplicaState.STARTING));
    since.set(slot, now);
    return slot;
  }

  void place(int replica, int[] onNodes, int[] onGpus, long rise) {
    relocate(replica, onNodes, onGpus);
    watts.set(replica, rise);
  }

  /** What it takes of each GPU. */
  void bookDevices(int replica, int milli, long mebibytes, @Nullable MigSlice slice) {
    share.set(replica, milli);
    memory.set(replica, mebibytes);
    mig.set(replica, slice);
  }

  /** What each member takes of its node. */
  void bookHosts(int replica, long milli, long mebibytes) {
    cpuMilli.set(replica, milli);
    hostMemory.set(replica, mebibytes);
  }

  /** The same place by the indexes of another topology. */
  void relocate(int replica, int[] onNodes, int[] onGpus) {
    boolean isSimple = onNodes.length == 1 && onGpus.length < 2;
    node.set(replica, onNodes[0]);
    gpu.set(replica, onGpus.length == 0 ? NO_GPU : onGpus[0]);
    stand.set(replica, isSimple ? null : new Stand(onNodes, onGpus));
  }

  void belongToPool(int replica, int pool) {
    holder.set(replica, -1 - pool);
  }

  void belongToJob(int replica, int job) {
    holder.set(replica, job);
  }

  void time(int replica, long load, long run) {
    loadMillis.set(replica, load);
    runMillis.set(replica, run);
  }

  void rate(int replica, long tokens, long millijoules) {
    tokensPerSecond.set(replica, tokens);
    millijoulesPerToken.set(replica, millijoules);
  }

  void hold(int replica, @Nullable PowerCap next) {
    cap.set(replica, next);
  }

  void move(int replica, ReplicaState next, long now) {
    state.set(replica, Codes.of(next));
    since.set(replica, now);
  }

  void explain(int replica, Reason why) {
    reason.set(replica, why);
  }

  void remove(int replica) {
    byNumber.remove(Long.hashCode(number(replica)), replica);
    stand.set(replica, null);
    mig.set(replica, null);
    cap.set(replica, null);
    reason.set(replica, null);
    slots.give(replica);
  }

  /** Visits the slots in the order of replica numbers. */
  public void forEach(IntConsumer visitor) {
    all().forEach(visitor::accept);
  }
}
