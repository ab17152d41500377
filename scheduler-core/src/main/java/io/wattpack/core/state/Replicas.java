package io.wattpack.core.state;

import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.state.column.Codes;
import io.wattpack.core.state.column.IntColumn;
import io.wattpack.core.state.column.LongColumn;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.RefColumn;
import io.wattpack.core.state.column.Slots;
import io.wattpack.core.state.column.UndoLog;
import java.util.Collection;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Every replica whose end is not confirmed, by slot. */
public final class Replicas {
  private static final List<ReplicaState> STATES = List.of(ReplicaState.values());
  private static final List<ServiceTier> TIERS = List.of(ServiceTier.values());

  private final Slots slots;
  private final OrderedIndex<Long, Integer> byNumber;
  private final LongColumn number;
  private final IntColumn state;
  private final IntColumn tier;
  private final IntColumn pool;
  private final IntColumn job;
  private final IntColumn node;
  private final RefColumn<ReplicaOwner> owner;
  private final RefColumn<int[]> gpus;
  private final IntColumn share;
  private final LongColumn memory;
  private final RefColumn<int[]> nodes;
  private final LongColumn cpuMilli;
  private final LongColumn hostMemory;
  private final RefColumn<MigSlice> mig;
  private final LongColumn watts;
  private final LongColumn loadMillis;
  private final LongColumn runMillis;
  private final LongColumn tokensPerSecond;
  private final LongColumn millijoulesPerToken;
  private final LongColumn since;
  private final LongColumn startedAt;
  private final RefColumn<Reason> reason;

  Replicas(UndoLog log) {
    slots = new Slots(log);
    byNumber = new OrderedIndex<>(log);
    number = new LongColumn(log, 0);
    state = new IntColumn(log, 0);
    tier = new IntColumn(log, 0);
    pool = new IntColumn(log, 0);
    job = new IntColumn(log, 0);
    node = new IntColumn(log, 0);
    owner = new RefColumn<>(log, 0);
    gpus = new RefColumn<>(log, 0);
    share = new IntColumn(log, 0);
    memory = new LongColumn(log, 0);
    nodes = new RefColumn<>(log, 0);
    cpuMilli = new LongColumn(log, 0);
    hostMemory = new LongColumn(log, 0);
    mig = new RefColumn<>(log, 0);
    watts = new LongColumn(log, 0);
    loadMillis = new LongColumn(log, 0);
    runMillis = new LongColumn(log, 0);
    tokensPerSecond = new LongColumn(log, 0);
    millijoulesPerToken = new LongColumn(log, 0);
    since = new LongColumn(log, 0);
    startedAt = new LongColumn(log, 0);
    reason = new RefColumn<>(log, 0);
  }

  private Replicas(Replicas other, UndoLog log) {
    slots = other.slots.copy(log);
    byNumber = other.byNumber.copy(log);
    number = other.number.copy(log);
    state = other.state.copy(log);
    tier = other.tier.copy(log);
    pool = other.pool.copy(log);
    job = other.job.copy(log);
    node = other.node.copy(log);
    owner = other.owner.copy(log);
    gpus = other.gpus.copy(log);
    share = other.share.copy(log);
    memory = other.memory.copy(log);
    nodes = other.nodes.copy(log);
    cpuMilli = other.cpuMilli.copy(log);
    hostMemory = other.hostMemory.copy(log);
    mig = other.mig.copy(log);
    watts = other.watts.copy(log);
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
    Integer slot = byNumber.get(replicaNumber);
    return slot == null ? -1 : slot;
  }

  /** Slots in the order of replica numbers. To look at only. */
  public Collection<Integer> all() {
    return byNumber.entries().values();
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

  public ServiceTier tier(int replica) {
    return TIERS.get(tier.get(replica));
  }

  public ReplicaOwner owner(int replica) {
    return owner.require(replica);
  }

  /** The pool it belongs to; negative: it runs a task. */
  public int pool(int replica) {
    return pool.get(replica);
  }

  /** The slot of the task it runs; negative: it belongs to a pool. */
  public int job(int replica) {
    return job.get(replica);
  }

  /** The node of its first member. */
  public int node(int replica) {
    return node.get(replica);
  }

  public int memberCount(int replica) {
    int[] all = nodes.get(replica);
    return all == null ? 1 : all.length;
  }

  /** The node of a member, counted from 0. */
  public int nodeOfMember(int replica, int member) {
    int[] all = nodes.get(replica);
    return all == null ? node.get(replica) : all[member];
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

  /** Dense indexes of its GPUs. To look at only. */
  public int[] gpus(int replica) {
    return gpus.require(replica);
  }

  public int share(int replica) {
    return share.get(replica);
  }

  /** Mebibytes on each of its GPUs. */
  public long memory(int replica) {
    return memory.get(replica);
  }

  /** What it raised its domains by when it started. */
  public long watts(int replica) {
    return watts.get(replica);
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

  int add(long newNumber, ReplicaOwner newOwner, ServiceTier newTier, long now, Reason why) {
    int slot = slots.take();
    byNumber.put(newNumber, slot);
    number.set(slot, newNumber);
    owner.set(slot, newOwner);
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
    node.set(replica, onNodes[0]);
    nodes.set(replica, onNodes.length == 1 ? null : onNodes);
    gpus.set(replica, onGpus);
  }

  void belong(int replica, int toPool, int toJob) {
    pool.set(replica, toPool);
    job.set(replica, toJob);
  }

  void time(int replica, long load, long run) {
    loadMillis.set(replica, load);
    runMillis.set(replica, run);
  }

  void rate(int replica, long tokens, long millijoules) {
    tokensPerSecond.set(replica, tokens);
    millijoulesPerToken.set(replica, millijoules);
  }

  void move(int replica, ReplicaState next, long now) {
    state.set(replica, Codes.of(next));
    since.set(replica, now);
  }

  void explain(int replica, Reason why) {
    reason.set(replica, why);
  }

  void remove(int replica) {
    byNumber.remove(number(replica));
    owner.set(replica, null);
    gpus.set(replica, null);
    nodes.set(replica, null);
    mig.set(replica, null);
    reason.set(replica, null);
    slots.give(replica);
  }

  /** Visits the slots in the order of replica numbers; the visitor must not start or end any. */
  public void forEach(IntConsumer visitor) {
    all().forEach(visitor::accept);
  }
}
