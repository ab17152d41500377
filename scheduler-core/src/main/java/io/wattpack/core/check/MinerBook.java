package io.wattpack.core.check;

import io.wattpack.core.model.MinerState;
import io.wattpack.core.units.EpochMillis;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Per miner group: its state, and since when it is off. One without an actuator is always on. */
final class MinerBook implements Undoable {
  /** Off before anything happened: it may be switched on at once. */
  static final long ALWAYS = Long.MIN_VALUE;

  private final FleetBook fleet;
  private final UndoLog undo;
  private final MinerState[] states;
  private final long[] offSince;

  MinerBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    states = new MinerState[fleet.minerCount()];
    offSince = new long[fleet.minerCount()];
    Arrays.setAll(
        states, miner -> fleet.miner(miner).isSwitchable() ? MinerState.OFF : MinerState.ON);
    Arrays.fill(offSince, ALWAYS);
  }

  private MinerBook(MinerBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    states = other.states.clone();
    offSince = other.offSince.clone();
  }

  MinerBook fork(UndoLog forked) {
    return new MinerBook(this, forked);
  }

  /** Takes over the states of groups that can be switched in both fleets. */
  void carry(MinerBook before) {
    for (int old = 0; old < before.states.length; old++) {
      int miner = fleet.minerOf(before.fleet.miner(old).id());
      boolean wasSwitchable = before.fleet.miner(old).isSwitchable();
      if (miner >= 0 && wasSwitchable && fleet.miner(miner).isSwitchable()) {
        put(miner, before.states[old], before.offSince[old]);
      }
    }
  }

  MinerState state(int miner) {
    return states[miner];
  }

  boolean draws(int miner) {
    return states[miner] != MinerState.OFF;
  }

  /** How long the group has been off at that moment; meaningless while it is not off. */
  long offMillis(int miner, EpochMillis at) {
    return offSince[miner] == ALWAYS ? Long.MAX_VALUE : at.value() - offSince[miner];
  }

  void move(int miner, MinerState next, EpochMillis at) {
    put(miner, next, next == MinerState.OFF ? at.value() : offSince[miner]);
  }

  void put(int miner, MinerState state, long off) {
    undo.note(this, miner, offSince[miner], states[miner]);
    states[miner] = state;
    offSince[miner] = off;
  }

  @Override
  public void undo(int miner, long since, @Nullable Object state) {
    states[miner] = (MinerState) Objects.requireNonNull(state);
    offSince[miner] = since;
  }
}
