package io.wattpack.core.state;

import io.wattpack.core.event.Input;
import io.wattpack.core.model.DrawKey;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.plan.BreachChanged;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.PoolOrder;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.WaitingChanged;
import io.wattpack.core.plan.image.EngineImage;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.power.CeilingLedger;
import io.wattpack.core.power.CoolingLedger;
import io.wattpack.core.power.MeterLedger;
import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.state.column.Cell;
import io.wattpack.core.state.column.LongColumn;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.RefColumn;
import io.wattpack.core.state.column.UndoLog;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Watts;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one truth: the fleet, what is booked on it, the work, and the time. Only {@link #apply}
 * changes it, for events and for decisions alike, so that living and recovering are the same code.
 *
 * <p>The present time is no part of the state (a step that decides nothing leaves no trace); the
 * last recorded time is.
 */
public final class State {
  private static final int LAST_INPUT = 0;
  private static final int RECORDED_AT = 1;
  private static final int LAST_REPLICA = 2;
  private static final int NOW = 3;
  private static final int RETAINED = 4;
  private static final int LAST_MINER_ORDER = 5;
  private static final int SCALARS = 6;

  private final UndoLog log;
  private final LongColumn scalars;
  private final Cell<World> world;
  private final RefColumn<ManagedBy> owner;
  private final RefColumn<PlacementPolicy> policy;
  private final Replicas replicas;
  private final Jobs jobs;
  private final WaitingTasks tasks;
  private final OrderedIndex<OrderKey, Integer> batchOrder;
  private final OrderedIndex<WorkKey, Boolean> queue;
  private final OrderedIndex<Long, Integer> toStop;
  private final OrderedIndex<Long, Integer> toDrain;
  private final OrderedIndex<Long, Integer> capped;
  private final TreeSet<WorkKey> fresh;
  private final DrainUpkeep drains;
  private final EventReducer events;
  private final DecisionReducer decisions;

  /** An empty fleet before any input. */
  public State() {
    log = new UndoLog();
    scalars = new LongColumn(log, SCALARS);
    world = new Cell<>(log, World.of(new Topology(Fleet.EMPTY), log));
    owner = new RefColumn<>(log, 1);
    policy = new RefColumn<>(log, 1);
    replicas = new Replicas(log);
    jobs = new Jobs(log);
    tasks = new WaitingTasks(log);
    batchOrder = new OrderedIndex<>(log);
    queue = new OrderedIndex<>(log);
    toStop = new OrderedIndex<>(log);
    toDrain = new OrderedIndex<>(log);
    capped = new OrderedIndex<>(log);
    drains = new DrainUpkeep(this);
    fresh = new TreeSet<>();
    events = new EventReducer(this);
    decisions = new DecisionReducer(this);
  }

  private State(State other) {
    log = new UndoLog();
    scalars = other.scalars.copy(log);
    world = new Cell<>(log, other.world.get().copy(log));
    owner = other.owner.copy(log);
    policy = other.policy.copy(log);
    replicas = other.replicas.copy(log);
    jobs = other.jobs.copy(log);
    tasks = other.tasks.copy(log);
    batchOrder = other.batchOrder.copy(log);
    queue = other.queue.copy(log);
    toStop = other.toStop.copy(log);
    toDrain = other.toDrain.copy(log);
    capped = other.capped.copy(log);
    drains = new DrainUpkeep(this);
    fresh = new TreeSet<>(other.fresh);
    events = new EventReducer(this);
    decisions = new DecisionReducer(this);
  }

  /**
   * The state that the image was taken of; its present time is the last recorded one.
   *
   * @throws IllegalStateException if no state could have given the image
   */
  public static State restored(EngineImage image) {
    return StateRestore.restored(image);
  }

  /** A copy that goes its own way; it has no checkpoint. */
  public State fork() {
    return new State(this);
  }

  /** Everything from here on can be taken back with the mark. */
  public int checkpoint() {
    return log.checkpoint();
  }

  public void rollback(int mark) {
    log.rollback(mark);
  }

  public void commit(int mark) {
    log.commit(mark);
  }

  /**
   * Applies an event at its time; what makes no sense changes nothing and comes back as a reason.
   */
  public @Nullable Reason apply(Input input) {
    moveTo(input.at().value());
    scalars.set(LAST_INPUT, input.seq());
    scalars.set(RECORDED_AT, Math.max(recordedAt(), input.at().value()));
    return events.apply(input.event());
  }

  /**
   * Applies a decision at the present time.
   *
   * @throws IllegalStateException if it names what does not exist or asks for an illegal move
   */
  public void apply(Decision decision) {
    decisions.apply(decision);
  }

  /** Notes that a pool works in this order from now on. */
  public void apply(PoolOrder order) {
    decisions.order(order);
  }

  /** Notes why a pool or a class of tasks waits from now on. */
  public void apply(WaitingChanged changed) {
    decisions.explain(changed);
  }

  /** Notes by how much a domain is in breach from now on. */
  public void apply(BreachChanged changed) {
    decisions.report(changed);
  }

  /** The present time is that of a plan that goes on record. */
  public void record() {
    scalars.set(RECORDED_AT, Math.max(recordedAt(), now()));
  }

  /** Moves the present time, and with it the limits that end by themselves. */
  public void moveTo(long moment) {
    if (moment == now()) {
      return;
    }
    long from = Math.min(now(), moment);
    long to = Math.max(now(), moment);
    scalars.set(NOW, moment);
    ledger().turnTo(moment);
    for (World.LimitEnd end : limitEnds().subMap(endOf(from), endOf(to)).keySet()) {
      ledger().refreshCap(end.domain(), moment);
    }
    for (GridEvents.Change change : gridEvents().between(from, to).keySet()) {
      world().schedule().refresh(change.span(), moment);
    }
    world().schedule().moveContracts(from, to, moment);
    List<Place> passed = closures().passed(from, to, moment);
    passed.forEach(drains::refresh);
    if (!passed.isEmpty()) {
      devices().turn();
    }
  }

  private static World.LimitEnd endOf(long moment) {
    return new World.LimitEnd(moment + 1, -1);
  }

  private NavigableMap<World.LimitEnd, Boolean> limitEnds() {
    return world().limitEnds().entries();
  }

  /** When the next closed place opens by itself; {@link Long#MAX_VALUE}: none does. */
  public long nextClosureEnd() {
    return closures().nextEnd(now());
  }

  /** What the grid asks of the domains. */
  public GridEvents gridEvents() {
    return world().gridEvents();
  }

  /** When a known limit next changes, must be prepared for, or lets more rise; or never. */
  public long nextLimitChange() {
    long next = Math.min(gridEvents().next(now()), world().schedule().nextByContract(now()));
    return Math.min(next, ledger().nextBeat());
  }

  /** When the next operator limit ends by itself; {@link Long#MAX_VALUE}: none does. */
  public long nextLimitEnd() {
    World.LimitEnd next = limitEnds().ceilingKey(endOf(now()));
    return next == null ? Long.MAX_VALUE : next.at();
  }

  /** The present time in milliseconds. */
  public long now() {
    return scalars.get(NOW);
  }

  /** The time of the last input or recorded plan. */
  public long recordedAt() {
    return scalars.get(RECORDED_AT);
  }

  public long lastInput() {
    return scalars.get(LAST_INPUT);
  }

  /** The number of the youngest replica ever started. */
  public long lastReplica() {
    return scalars.get(LAST_REPLICA);
  }

  /** The highest number that an order to a miner group had. */
  public long lastMinerOrder() {
    return scalars.get(LAST_MINER_ORDER);
  }

  void setLast(long input, long recordedAt) {
    scalars.set(LAST_INPUT, input);
    scalars.set(RECORDED_AT, recordedAt);
  }

  void countReplica(long number) {
    scalars.set(LAST_REPLICA, number);
  }

  void countMinerOrder(long number) {
    scalars.set(LAST_MINER_ORDER, Math.max(lastMinerOrder(), number));
  }

  /** Replicas that keep a fleet edit from coming into force whole. */
  long retainedReplicas() {
    return scalars.get(RETAINED);
  }

  void countRetained(int one) {
    scalars.set(RETAINED, scalars.get(RETAINED) + one);
  }

  void forgetRetained() {
    scalars.set(RETAINED, 0);
  }

  public World world() {
    return world.get();
  }

  void replace(World next) {
    world.set(next);
  }

  @Nullable ManagedBy owner() {
    return owner.get(0);
  }

  void own(ManagedBy by) {
    owner.set(0, by);
  }

  /** The policy by which places are chosen. */
  public PlacementPolicy policy() {
    PlacementPolicy applied = policy.get(0);
    return applied == null ? PlacementPolicy.DEFAULT : applied;
  }

  /** The policy that was applied last; null: none yet. */
  @Nullable PlacementPolicy policyApplied() {
    return policy.get(0);
  }

  void decideBy(PlacementPolicy next) {
    policy.set(0, next);
  }

  public Topology topology() {
    return world().topology();
  }

  public CeilingLedger ledger() {
    return world().ledger();
  }

  /** What meters read at the domains. */
  public MeterLedger meters() {
    return world().meters();
  }

  /** IT watts of the GPU containers and what their cooling draws. */
  public CoolingLedger cooling() {
    return world().cooling();
  }

  public Devices devices() {
    return world().devices();
  }

  public Miners miners() {
    return world().miners();
  }

  /** What operators let miner groups run. */
  public MinerLimits minerLimits() {
    return world().minerLimits();
  }

  public Pools pools() {
    return world().pools();
  }

  /**
   * Books a member on a node, to see what then would be: between a checkpoint and its rollback. All
   * that is supposed so is one thing that rises.
   *
   * @param slots GPUs it takes
   */
  public void suppose(int node, int[] slots, Shape shape) {
    ledger().riseAsOne(topology().domainOfNode(node));
    for (int slot : slots) {
      devices().book(topology().gpuFirst(node) + slot, shape.shareMilli(), shape.memory());
    }
    devices().bookHost(node, shape.cpuMilli(), shape.hostMemory());
  }

  /** Frees what the replica holds, to see what then would be: between a checkpoint and rollback. */
  public void vacate(int replica) {
    new Occupancy(this).vacate(replica);
  }

  public Closures closures() {
    return world().closures();
  }

  /** See {@link io.wattpack.core.policy.NodeView#kindsHosted}. */
  public int kindsHosted(int node) {
    int kinds = 0;
    for (int replica : devices().residents(node)) {
      kinds |= kindOf(replica);
    }
    return kinds;
  }

  private int kindOf(int replica) {
    int count = replicas.gpuCount(replica) / replicas.memberCount(replica);
    if (count == 0) {
      return 0;
    }
    boolean isPart = replicas.share(replica) < GpuShare.WHOLE_MILLI;
    return isPart ? 1 : 1 << Math.min(count, Integer.SIZE - 1);
  }

  public Replicas replicas() {
    return replicas;
  }

  public Jobs jobs() {
    return jobs;
  }

  public WaitingTasks tasks() {
    return tasks;
  }

  /** Batches with their tenants, for the order in which pools work. */
  public OrderedIndex<OrderKey, Integer> batchOrder() {
    return batchOrder;
  }

  /** Everything that could run now, in the one order. */
  public OrderedIndex<WorkKey, Boolean> queue() {
    return queue;
  }

  /** Replicas of cancelled tasks that must be told to stop: number to slot. */
  public OrderedIndex<Long, Integer> toStop() {
    return toStop;
  }

  /** Replicas at drained places that must be told to stop: number to slot; never in the digest. */
  public OrderedIndex<Long, Integer> toDrain() {
    return toDrain;
  }

  /** Replicas that stay and are held below their peak: number to slot; never in the digest. */
  public OrderedIndex<Long, Integer> capped() {
    return capped;
  }

  DrainUpkeep drains() {
    return drains;
  }

  /** Places in the order that changed since they were last tried. To take from. */
  public NavigableSet<WorkKey> fresh() {
    return fresh;
  }

  UndoLog log() {
    return log;
  }

  /** Rises with every change that could turn an answer; never part of the state. */
  public long revision() {
    return ledger().revision() + devices().revision();
  }

  /** Forgets everything derived, as after a recovery: all is looked at again. */
  public void forgetDerived() {
    fresh.addAll(queue.entries().keySet());
    ledger().touchAll();
    for (int pool = 0; pool < topology().poolCount(); pool++) {
      pools().touch(pool);
      pools().reorder(pool);
    }
  }

  void enqueue(WorkKey key) {
    queue.put(key, Boolean.TRUE);
    fresh.add(key);
  }

  void dequeue(WorkKey key) {
    queue.remove(key);
  }

  /**
   * What each GPU of the replica is held to; one that nobody capped has its peak by no order.
   *
   * @throws IllegalStateException if it has no whole GPU
   */
  public PowerCap capOf(int replica) {
    PowerCap cap = replicas.cap(replica);
    if (cap != null) {
      return cap;
    }
    if (!replicas.hasWholeGpus(replica)) {
      throw new IllegalStateException(
          "Replica %d has no GPU of its own to cap.".formatted(replicas.number(replica)));
    }
    Watts peak = gpuModelOf(replica).peak();
    return PowerCap.none(peak);
  }

  /** The data sheet of the replica's GPUs. */
  public GpuModel gpuModelOf(int replica) {
    return topology().gpuModelAt(replicas.node(replica));
  }

  /** Throughput of each of the replica's GPUs by its cap. */
  public PowerCurve curveOf(int replica) {
    int model = topology().gpuModelOfNode(replicas.node(replica));
    PowerCurve whole = topology().curve(model);
    DrawKey work = world().draws().isEmpty() ? null : DrawEvents.workOf(this, replica);
    return work == null ? whole : world().draws().curve(work, model, gpuModelOf(replica), whole);
  }

  /** The pool or the task that the replica belongs to. */
  ReplicaOwner ownerOf(int replica) {
    int job = replicas.job(replica);
    return job >= 0 ? jobs.id(job) : topology().pool(replicas.pool(replica)).id();
  }
}
