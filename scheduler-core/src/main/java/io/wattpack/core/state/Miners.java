package io.wattpack.core.state;

import io.wattpack.core.model.MinerState;
import io.wattpack.core.power.CeilingLedger;
import io.wattpack.core.state.column.Codes;
import io.wattpack.core.state.column.IntColumn;
import io.wattpack.core.state.column.LongColumn;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.UndoLog;
import java.util.Arrays;
import java.util.List;

/**
 * What every miner group does, and the watts that follow from it. A group without an actuator is
 * always on; any other starts off.
 */
public final class Miners {
  /** Off before anything happened: it may be switched on at once. */
  static final long ALWAYS = Long.MIN_VALUE;

  private static final List<MinerState> STATES = List.of(MinerState.values());

  private final Topology topology;
  private final CeilingLedger ledger;
  private final IntColumn states;
  private final LongColumn offSince;
  private final IntColumn offBelow;
  private final long[] wattsLeast;
  private final OrderedIndex<Rest, Boolean> resting;

  /** A group that is off, and from when on it may be switched on. */
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
    states = new IntColumn(log, topology.minerCount());
    offSince = new LongColumn(log, topology.minerCount());
    offBelow = new IntColumn(log, topology.domainCount());
    wattsLeast = leastBelow(topology);
    resting = new OrderedIndex<>(log);
    for (int miner = 0; miner < topology.minerCount(); miner++) {
      MinerState first = isSwitchable(miner) ? MinerState.OFF : MinerState.ON;
      offSince.set(miner, ALWAYS);
      enter(miner, first, 1);
      states.set(miner, Codes.of(first));
    }
  }

  private Miners(Miners other, CeilingLedger ledger, UndoLog log) {
    topology = other.topology;
    this.ledger = ledger;
    states = other.states.copy(log);
    offSince = other.offSince.copy(log);
    offBelow = other.offBelow.copy(log);
    wattsLeast = other.wattsLeast;
    resting = other.resting.copy(log);
  }

  private static long[] leastBelow(Topology topology) {
    long[] least = new long[topology.domainCount()];
    Arrays.fill(least, Long.MAX_VALUE);
    for (int miner = 0; miner < topology.minerCount(); miner++) {
      long watts = topology.miner(miner).watts().value();
      int above = topology.miner(miner).isSwitchable() ? topology.domainOfMiner(miner) : -1;
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
    return STATES.get(states.get(miner));
  }

  public boolean isSwitchable(int miner) {
    return topology.miner(miner).isSwitchable();
  }

  /** Whether it draws and can be ordered off. */
  public boolean canYield(int miner) {
    MinerState state = state(miner);
    return isSwitchable(miner) && (state == MinerState.ON || state == MinerState.STARTING);
  }

  /** Groups below the domain that are off and could be switched on some time. */
  public int offBelow(int domain) {
    return offBelow.get(domain);
  }

  /** The watts of the smallest group below the domain that can be switched. */
  public long wattsLeast(int domain) {
    return wattsLeast[domain];
  }

  /** When the next group that is off may be switched on; {@link Long#MAX_VALUE}: none later. */
  public long nextReady(long now) {
    Rest next = resting.entries().ceilingKey(new Rest(now + 1, -1));
    return next == null ? Long.MAX_VALUE : next.until();
  }

  /** From when on a group that is off may be switched on. */
  public long readyAt(int miner) {
    long since = offSince.get(miner);
    return since == ALWAYS ? 0 : since + topology.miner(miner).offMillisMin();
  }

  long offSince(int miner) {
    return offSince.get(miner);
  }

  void move(int miner, MinerState next, long now) {
    change(miner, next, next == MinerState.OFF ? now : offSince.get(miner));
  }

  void carry(int miner, MinerState state, long off) {
    change(miner, state, off);
  }

  private void change(int miner, MinerState next, long off) {
    MinerState before = state(miner);
    resting.remove(new Rest(readyAt(miner), miner));
    enter(miner, before, -1);
    enter(miner, next, 1);
    states.set(miner, Codes.of(next));
    offSince.set(miner, off);
    if (next == MinerState.OFF && off != ALWAYS) {
      resting.put(new Rest(readyAt(miner), miner), Boolean.TRUE);
    }
  }

  private void enter(int miner, MinerState state, int sign) {
    long watts = sign * topology.miner(miner).watts().value();
    int domain = topology.domainOfMiner(miner);
    if (state == MinerState.OFF) {
      countOff(domain, sign);
      return;
    }
    ledger.charge(domain, watts);
    if (state == MinerState.STOPPING) {
      ledger.pend(domain, watts);
    } else if (isSwitchable(miner)) {
      ledger.offer(domain, watts);
    }
  }

  private void countOff(int domain, int sign) {
    for (int above = domain; above >= 0; above = topology.parent(above)) {
      offBelow.add(above, sign);
    }
  }
}
