package io.wattpack.core.state;

import io.wattpack.core.plan.PoolShare;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.state.column.IntColumn;
import io.wattpack.core.state.column.LongColumn;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.RefColumn;
import io.wattpack.core.state.column.UndoLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every pool's size, members and work left, by dense index. */
public final class Pools {
  /** A pool that has work. */
  public static final long BUSY = -1;

  private final Topology topology;
  private final IntColumn target;
  private final IntColumn running;
  private final IntColumn ready;
  private final LongColumn lines;
  private final LongColumn tokens;
  private final LongColumn chunks;
  private final LongColumn quietSince;
  private final RefColumn<Reason> waiting;
  private final RefColumn<List<PoolShare>> orders;
  private final RefColumn<WorkKey> queued;
  private final IntColumn siteReplicas;
  private final IntColumn zoneReplicas;
  private final List<OrderedIndex<Long, Integer>> members;
  private final List<OrderedIndex<Long, Integer>> paused;
  private final List<OrderedIndex<JobKey, Integer>> work;
  private final List<DeadlineSums> deadlines;
  private final TreeSet<Integer> touched;
  private final TreeSet<Integer> reordered;

  Pools(Topology topology, UndoLog log) {
    this.topology = topology;
    int size = topology.poolCount();
    target = new IntColumn(log, size);
    running = new IntColumn(log, size);
    ready = new IntColumn(log, size);
    lines = new LongColumn(log, size);
    tokens = new LongColumn(log, size);
    chunks = new LongColumn(log, size);
    quietSince = new LongColumn(log, size);
    waiting = new RefColumn<>(log, size);
    orders = new RefColumn<>(log, size);
    queued = new RefColumn<>(log, size);
    siteReplicas = new IntColumn(log, size * topology.siteCount());
    zoneReplicas = new IntColumn(log, size * topology.zoneCount());
    members = new ArrayList<>();
    paused = new ArrayList<>();
    work = new ArrayList<>();
    deadlines = new ArrayList<>();
    touched = new TreeSet<>();
    reordered = new TreeSet<>();
    for (int pool = 0; pool < size; pool++) {
      members.add(new OrderedIndex<>(log));
      paused.add(new OrderedIndex<>(log));
      work.add(new OrderedIndex<>(log));
      deadlines.add(new DeadlineSums(log));
      touched.add(pool);
      reordered.add(pool);
    }
  }

  private Pools(Pools other, UndoLog log) {
    topology = other.topology;
    target = other.target.copy(log);
    running = other.running.copy(log);
    ready = other.ready.copy(log);
    lines = other.lines.copy(log);
    tokens = other.tokens.copy(log);
    chunks = other.chunks.copy(log);
    quietSince = other.quietSince.copy(log);
    waiting = other.waiting.copy(log);
    orders = other.orders.copy(log);
    queued = other.queued.copy(log);
    siteReplicas = other.siteReplicas.copy(log);
    zoneReplicas = other.zoneReplicas.copy(log);
    members = new ArrayList<>();
    other.members.forEach(index -> members.add(index.copy(log)));
    paused = new ArrayList<>();
    other.paused.forEach(index -> paused.add(index.copy(log)));
    work = new ArrayList<>();
    other.work.forEach(index -> work.add(index.copy(log)));
    deadlines = new ArrayList<>();
    other.deadlines.forEach(sums -> deadlines.add(sums.copy(log)));
    touched = new TreeSet<>(other.touched);
    reordered = new TreeSet<>(other.reordered);
  }

  Pools copy(UndoLog log) {
    return new Pools(this, log);
  }

  /** Replicas it should have. */
  public int target(int pool) {
    return target.get(pool);
  }

  /** Replicas neither told to stop nor paused. */
  public int running(int pool) {
    return running.get(pool);
  }

  /** Replicas that serve. */
  public int ready(int pool) {
    return ready.get(pool);
  }

  public long linesLeft(int pool) {
    return lines.get(pool);
  }

  public long tokensLeft(int pool) {
    return tokens.get(pool);
  }

  public long chunksLeft(int pool) {
    return chunks.get(pool);
  }

  public DeadlineSums deadlines(int pool) {
    return deadlines.get(pool);
  }

  /** Since when it has had no work, in milliseconds; {@link #BUSY}: it has some. */
  public long quietSince(int pool) {
    return quietSince.get(pool);
  }

  public @Nullable Reason waiting(int pool) {
    return waiting.get(pool);
  }

  public List<PoolShare> order(int pool) {
    List<PoolShare> order = orders.get(pool);
    return order == null ? List.of() : order;
  }

  public boolean isShort(int pool) {
    return running.get(pool) < target.get(pool);
  }

  /** Replicas that keep their weights and do nothing. */
  public int pausedCount(int pool) {
    return paused.get(pool).entries().size();
  }

  /** Slots of them, oldest first. To look at only. */
  public Collection<Integer> paused(int pool) {
    return paused.get(pool).entries().values();
  }

  /** Whether it would have a paused replica go on, although it may have as many as it should. */
  public boolean wantsPaused(int pool) {
    return pausedCount(pool) > 0
        && running(pool) < topology.pool(pool).replicasMax()
        && !topology.retained().hasPool(pool)
        && (isShort(pool) || tokensLeft(pool) > 0);
  }

  /** Whether it waits for a replica more, new or paused. */
  public boolean isWaiting(int pool) {
    return isShort(pool) || wantsPaused(pool);
  }

  /** Slots of its replicas that were not told to stop, oldest first. To look at only. */
  public Collection<Integer> members(int pool) {
    return members.get(pool).entries().values();
  }

  public int replicasAtSite(int pool, int site) {
    return siteReplicas.get(pool * topology.siteCount() + site);
  }

  public int replicasInZone(int pool, int zone) {
    return zoneReplicas.get(pool * topology.zoneCount() + zone);
  }

  @Nullable JobKey oldestWork(int pool) {
    return work.get(pool).first();
  }

  /** Pools that changed since {@link #forgetTouched}. */
  public List<Integer> touched() {
    return List.copyOf(touched);
  }

  /** Pools whose jobs changed since {@link #forgetTouched}. */
  public List<Integer> reordered() {
    return List.copyOf(reordered);
  }

  void reorder(int pool) {
    reordered.add(pool);
  }

  public void forgetTouched() {
    touched.clear();
    reordered.clear();
  }

  /** Makes the pool one to look at again. */
  public void touch(int pool) {
    touched.add(pool);
  }

  @Nullable WorkKey queued(int pool) {
    return queued.get(pool);
  }

  void queue(int pool, @Nullable WorkKey key) {
    queued.set(pool, key);
  }

  void resize(int pool, int replicas) {
    target.set(pool, replicas);
    touch(pool);
  }

  void explain(int pool, @Nullable Reason reason) {
    waiting.set(pool, reason);
  }

  void order(int pool, List<PoolShare> order) {
    orders.set(pool, order);
  }

  void quiet(int pool, long since) {
    quietSince.set(pool, since);
  }

  void join(int pool, long number, int replica, int domain) {
    members.get(pool).put(number, replica);
    countMember(pool, domain, 1);
  }

  void leave(int pool, long number, int domain) {
    members.get(pool).remove(number);
    countMember(pool, domain, -1);
  }

  private void countMember(int pool, int domain, int one) {
    running.add(pool, one);
    siteReplicas.add(pool * topology.siteCount() + topology.siteOf(domain), one);
    zoneReplicas.add(pool * topology.zoneCount() + topology.zoneOf(domain), one);
    touch(pool);
  }

  /** One of its replicas works no more, but stays where it is. */
  void pause(int pool, long number, int replica) {
    paused.get(pool).put(number, replica);
    running.add(pool, -1);
    touch(pool);
  }

  /** It works again. */
  void unpause(int pool, long number) {
    paused.get(pool).remove(number);
    running.add(pool, 1);
    touch(pool);
  }

  void countReady(int pool, int one) {
    ready.add(pool, one);
    touch(pool);
  }

  void addWork(int pool, int job, JobKey key, long deadline, Backlog backlog) {
    count(pool, deadline, backlog, 1);
    if (backlog.lines() > 0) {
      work.get(pool).put(key, job);
    }
  }

  void removeWork(int pool, JobKey key, long deadline, Backlog backlog) {
    count(pool, deadline, backlog, -1);
    work.get(pool).remove(key);
  }

  private void count(int pool, long deadline, Backlog backlog, int sign) {
    lines.add(pool, sign * backlog.lines());
    tokens.add(pool, sign * backlog.tokens());
    chunks.add(pool, sign * backlog.chunks());
    if (backlog.tokens() > 0) {
      deadlines.get(pool).add(deadline, sign * backlog.tokens());
    }
    touch(pool);
  }
}
