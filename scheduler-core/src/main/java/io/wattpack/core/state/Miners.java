package io.wattpack.core.state;

import io.wattpack.core.model.MinerFall;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.MinerSteps;
import io.wattpack.core.power.CeilingLedger;
import io.wattpack.core.state.column.IntColumn;
import io.wattpack.core.state.column.LongColumn;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.RefColumn;
import io.wattpack.core.state.column.UndoLog;
import io.wattpack.core.units.EpochMillis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many steps of every miner group run, and the watts that follow from it. A group without an
 * actuator always runs whole; any other starts off.
 */
public final class Miners {
  /** Before anything happened: no shortest time off or on has begun. */
  static final long ALWAYS = Long.MIN_VALUE;

  private final Topology topology;
  private final CeilingLedger ledger;
  private final IntColumn ordered;
  private final IntColumn drawn;
  private final IntColumn running;
  private final LongColumn orders;
  private final LongColumn offSince;
  private final LongColumn onSince;
  private final RefColumn<List<MinerFall>> falls;
  private final IntColumn riseBelow;
  private final long[] wattsLeast;
  private final OrderedIndex<Rest, Boolean> resting;

  /** A group that could run more steps, and from when on it may. */
  private record Rest(long until, int miner) implements Comparable<Rest> {
    @Override
    public int compareTo(Rest other) {
      return until != other.until
          ? Long.compare(until, other.until)
          : Integer.compare(miner, other.miner);
    }
  }

  Miners(Topology topology, CeilingLedger ledger, UndoLog log) {
    this.topology = topology;
    this.ledger = ledger;
    ordered = new IntColumn(log, topology.minerCount());
    drawn = new IntColumn(log, topology.minerCount());
    running = new IntColumn(log, topology.minerCount());
    orders = new LongColumn(log, topology.minerCount());
    offSince = new LongColumn(log, topology.minerCount());
    onSince = new LongColumn(log, topology.minerCount());
    falls = new RefColumn<>(log, topology.minerCount());
    riseBelow = new IntColumn(log, topology.domainCount());
    wattsLeast = leastBelow(topology);
    resting = new OrderedIndex<>(log);
    for (int miner = 0; miner < topology.minerCount(); miner++) {
      offSince.set(miner, ALWAYS);
      onSince.set(miner, ALWAYS);
      countRise(miner, canRise(miner) ? 1 : 0);
      if (!isSwitchable(miner)) {
        put(miner, MinerSteps.all(topology.miner(miner).steps()));
      }
    }
  }

  private Miners(Miners other, CeilingLedger ledger, UndoLog log) {
    topology = other.topology;
    this.ledger = ledger;
    ordered = other.ordered.copy(log);
    drawn = other.drawn.copy(log);
    running = other.running.copy(log);
    orders = other.orders.copy(log);
    offSince = other.offSince.copy(log);
    onSince = other.onSince.copy(log);
    falls = other.falls.copy(log);
    riseBelow = other.riseBelow.copy(log);
    wattsLeast = other.wattsLeast;
    resting = other.resting.copy(log);
  }

  private static long[] leastBelow(Topology topology) {
    long[] least = new long[topology.domainCount()];
    Arrays.fill(least, Long.MAX_VALUE);
    for (int miner = 0; miner < topology.minerCount(); miner++) {
      MinerGroup group = topology.miner(miner);
      // One step of several may be a watt less than another.
      long watts = group.watts().value() / group.steps();
      int above = group.isSwitchable() ? topology.domainOfMiner(miner) : -1;
      for (; above >= 0; above = topology.parent(above)) {
        least[above] = Math.min(least[above], watts);
      }
    }
    return least;
  }

  Miners copy(CeilingLedger otherLedger, UndoLog log) {
    return new Miners(this, otherLedger, log);
  }

  public MinerState state(int miner) {
    return steps(miner).state();
  }

  public MinerSteps steps(int miner) {
    return new MinerSteps(
        ordered.get(miner), drawn.get(miner), running.get(miner), orders.get(miner));
  }

  /** The steps that were ordered last. */
  public int ordered(int miner) {
    return ordered.get(miner);
  }

  public boolean isSwitchable(int miner) {
    return topology.miner(miner).isSwitchable();
  }

  /** Whether any of it draws, confirmed or not. */
  public boolean draws(int miner) {
    return drawn.get(miner) > 0;
  }

  /** Whether it draws and can be ordered off. */
  public boolean canYield(int miner) {
    return isSwitchable(miner) && ordered.get(miner) > 0;
  }

  /** Whether more of its steps could run some time; not while others are on their way off. */
  public boolean canRise(int miner) {
    return isSwitchable(miner)
        && ordered.get(miner) < topology.miner(miner).steps()
        && drawn.get(miner) == ordered.get(miner);
  }

  /** Whether it may draw what the loss of a unit of the domain would take. */
  public boolean mayFillBand(int miner, int domain) {
    MinerGroup group = topology.miner(miner);
    return group.isSwitchable() && ledger.band().isOpenTo(domain, group.offMillis());
  }

  /** The most steps that may go on so that at least so many watts are given back, or none. */
  public int stepsLeft(int miner, long watts) {
    MinerGroup group = topology.miner(miner);
    int now = ordered.get(miner);
    return Math.max(0, Math.min(now - 1, group.stepsWithin(group.wattsOf(now) - watts)));
  }

  /** The most steps that could run with so many watts more than now. */
  public int stepsWith(int miner, long watts) {
    MinerGroup group = topology.miner(miner);
    return group.stepsWithin(group.wattsOf(ordered.get(miner)) + watts);
  }

  /** Groups below the domain of which more could run some time. */
  public int riseBelow(int domain) {
    return riseBelow.get(domain);
  }

  /** The watts of the smallest step of any group below the domain that can be switched. */
  public long wattsLeast(int domain) {
    return wattsLeast[domain];
  }

  /** When the next group may run more steps; {@link Long#MAX_VALUE}: none later. */
  public long nextReady(long now) {
    Rest next = resting.entries().ceilingKey(new Rest(now + 1, -1));
    return next == null ? Long.MAX_VALUE : next.until();
  }

  /** From when on more of its steps may run. */
  public long readyAt(int miner) {
    long since = offSince.get(miner);
    return since == ALWAYS ? 0 : since + topology.miner(miner).offMillisMin();
  }

  /** Whether its steps have run for the time that they should. */
  public boolean isWarm(int miner, long now) {
    long since = onSince.get(miner);
    return since == ALWAYS || now - since >= topology.miner(miner).onMillisMin();
  }

  long offSince(int miner) {
    return offSince.get(miner);
  }

  long onSince(int miner) {
    return onSince.get(miner);
  }

  /** The falls that are not confirmed, the oldest first, each to fewer steps than the last. */
  List<MinerFall> falls(int miner) {
    List<MinerFall> waiting = falls.get(miner);
    return waiting == null ? List.of() : waiting;
  }

  /** Watts that were ordered off and are gone only after that moment. */
  public long lateWatts(int miner, long moment) {
    MinerGroup group = topology.miner(miner);
    int left = drawn.get(miner);
    for (MinerFall fall : falls(miner)) {
      left = fall.at().value() + group.offMillis() <= moment ? fall.left() : left;
    }
    return group.wattsOf(left) - group.wattsOf(ordered.get(miner));
  }

  /**
   * Watts that are still there though they were ordered off so long before that moment.
   *
   * @param allowed milliseconds
   */
  public long overdueWatts(int miner, long moment, long allowed) {
    MinerGroup group = topology.miner(miner);
    int left = drawn.get(miner);
    for (MinerFall fall : falls(miner)) {
      left = fall.at().value() + allowed <= moment ? fall.left() : left;
    }
    return group.wattsOf(drawn.get(miner)) - group.wattsOf(left);
  }

  void order(int miner, int steps, long number, long now) {
    MinerSteps before = steps(miner);
    MinerSteps after = before.ordered(steps, number);
    long on = steps > before.ordered() ? now : onSince.get(miner);
    List<MinerFall> waiting = new ArrayList<>(falls(miner));
    // What runs again by this order does not fall to less.
    waiting.removeIf(fall -> fall.left() < steps);
    if (after.isFalling() && (waiting.isEmpty() || waiting.getLast().left() > steps)) {
      waiting.add(new MinerFall(steps, new EpochMillis(now)));
    }
    change(miner, after, offSince.get(miner), on);
    put(miner, waiting);
  }

  /**
   * The site says that so many steps run.
   *
   * @return whether that is news
   */
  boolean confirm(int miner, int steps, long number, long now) {
    MinerSteps before = steps(miner);
    MinerSteps after = before.confirmed(steps, number);
    if (steps > topology.miner(miner).steps() || steps < 0 || after.equals(before)) {
      return false;
    }
    long off = after.drawn() < before.drawn() ? now : offSince.get(miner);
    change(miner, after, off, onSince.get(miner));
    put(miner, falls(miner).stream().filter(fall -> fall.left() < after.drawn()).toList());
    return true;
  }

  void carry(int miner, MinerSteps steps, List<MinerFall> waiting, long off, long on) {
    change(miner, steps, off, on);
    put(miner, waiting);
  }

  private void put(int miner, List<MinerFall> waiting) {
    falls.set(miner, waiting.isEmpty() ? null : List.copyOf(waiting));
  }

  private void change(int miner, MinerSteps next, long off, long on) {
    resting.remove(new Rest(readyAt(miner), miner));
    put(miner, next);
    offSince.set(miner, off);
    onSince.set(miner, on);
    if (canRise(miner) && off != ALWAYS) {
      resting.put(new Rest(readyAt(miner), miner), Boolean.TRUE);
    }
  }

  private void put(int miner, MinerSteps next) {
    countRise(miner, canRise(miner) ? -1 : 0);
    book(miner, steps(miner), next);
    ordered.set(miner, next.ordered());
    drawn.set(miner, next.drawn());
    running.set(miner, next.running());
    orders.set(miner, next.order());
    countRise(miner, canRise(miner) ? 1 : 0);
  }

  private void book(int miner, MinerSteps before, MinerSteps next) {
    MinerGroup group = topology.miner(miner);
    int domain = topology.domainOfMiner(miner);
    long drawnMore = group.wattsOf(next.drawn()) - group.wattsOf(before.drawn());
    long orderedMore = group.wattsOf(next.ordered()) - group.wattsOf(before.ordered());
    if (drawnMore != 0) {
      ledger.charge(domain, drawnMore);
    }
    if (drawnMore != orderedMore) {
      ledger.pend(domain, drawnMore - orderedMore);
    }
    if (group.isSwitchable() && orderedMore != 0) {
      ledger.offer(domain, orderedMore);
    }
    if (group.isSwitchable()) {
      ledger.fill(domain, group.offMillis(), drawnMore, drawnMore - orderedMore, orderedMore);
    }
  }

  private void countRise(int miner, int more) {
    for (int above = topology.domainOfMiner(miner);
        more != 0 && above >= 0;
        above = topology.parent(above)) {
      riseBelow.add(above, more);
    }
  }
}
