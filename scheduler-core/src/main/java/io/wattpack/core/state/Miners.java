package io.wattpack.core.state;

import io.wattpack.core.model.MinerState;
import io.wattpack.core.power.CeilingLedger;
import io.wattpack.core.state.column.Codes;
import io.wattpack.core.state.column.IntColumn;
import io.wattpack.core.state.column.LongColumn;
import io.wattpack.core.state.column.UndoLog;
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

  Miners(Topology topology, CeilingLedger ledger, UndoLog log) {
    this.topology = topology;
    this.ledger = ledger;
    states = new IntColumn(log, topology.minerCount());
    offSince = new LongColumn(log, topology.minerCount());
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

  /** From when on a group that is off may be switched on. */
  public long readyAt(int miner) {
    long since = offSince.get(miner);
    return since == ALWAYS ? 0 : since + topology.miner(miner).offMillisMin();
  }

  long offSince(int miner) {
    return offSince.get(miner);
  }

  void move(int miner, MinerState next, long now) {
    MinerState before = state(miner);
    enter(miner, before, -1);
    enter(miner, next, 1);
    states.set(miner, Codes.of(next));
    if (next == MinerState.OFF) {
      offSince.set(miner, now);
    }
  }

  void carry(int miner, MinerState state, long off) {
    move(miner, state, off);
    offSince.set(miner, off);
  }

  private void enter(int miner, MinerState state, int sign) {
    long watts = sign * topology.miner(miner).watts().value();
    int domain = topology.domainOfMiner(miner);
    if (state == MinerState.OFF) {
      return;
    }
    ledger.charge(domain, watts);
    if (state == MinerState.STOPPING) {
      ledger.pend(domain, watts);
    } else if (isSwitchable(miner)) {
      ledger.offer(domain, watts);
    }
  }
}
