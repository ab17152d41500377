package io.wattpack.core.check;

import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.units.EpochMillis;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Per miner group: the steps it is told to run, the most that could draw whatever became of its
 * orders, and since when it rests. One without an actuator always draws whole.
 */
final class MinerBook implements Undoable {
  /** Nothing ever went off: more may run at once. */
  static final long ALWAYS = Long.MIN_VALUE;

  private static final Entry OFF = new Entry(0, 0, 0, ALWAYS);
  private static final int LAST_ORDER = -1;

  private final FleetBook fleet;
  private final UndoLog undo;
  private final Entry[] entries;
  private long lastOrder;

  /**
   * What is known of one group.
   *
   * @param told steps of the newest order
   * @param most steps that could draw
   * @param order number of the newest order
   * @param restsSince when steps were last confirmed gone
   */
  record Entry(int told, int most, long order, long restsSince) {}

  MinerBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    entries = new Entry[fleet.minerCount()];
    Arrays.setAll(entries, miner -> atFirst(fleet.miner(miner)));
  }

  private MinerBook(MinerBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    entries = other.entries.clone();
    lastOrder = other.lastOrder;
  }

  private static Entry atFirst(MinerGroup group) {
    return group.isSwitchable() ? OFF : new Entry(group.steps(), group.steps(), 0, ALWAYS);
  }

  MinerBook fork(UndoLog forked) {
    return new MinerBook(this, forked);
  }

  /** Takes over what is known of groups that can be switched in both fleets. */
  void carry(MinerBook before) {
    countUp(before.lastOrder);
    for (int old = 0; old < before.entries.length; old++) {
      int miner = fleet.minerOf(before.fleet.miner(old).id());
      boolean wasSwitchable = before.fleet.miner(old).isSwitchable();
      if (miner >= 0 && wasSwitchable && fleet.miner(miner).isSwitchable()) {
        put(miner, before.entries[old]);
      }
    }
  }

  int told(int miner) {
    return entries[miner].told();
  }

  int most(int miner) {
    return entries[miner].most();
  }

  boolean draws(int miner) {
    return most(miner) > 0;
  }

  /** The highest number that any order had. */
  long lastOrder() {
    return lastOrder;
  }

  /** How long no step has gone off any more at that moment. */
  long restMillis(int miner, EpochMillis at) {
    long since = entries[miner].restsSince();
    return since == ALWAYS ? Long.MAX_VALUE : at.value() - since;
  }

  void tell(int miner, int steps, long order) {
    Entry now = entries[miner];
    put(miner, new Entry(steps, Integer.max(steps, now.most()), order, now.restsSince()));
    countUp(order);
  }

  /** Only who has heard the newest order can say that something is gone for good. */
  void hear(int miner, int steps, long order, EpochMillis at) {
    Entry now = entries[miner];
    boolean isPossible = steps >= 0 && steps <= fleet.miner(miner).steps();
    if (order == now.order() && isPossible && steps < now.most() && now.told() < now.most()) {
      int most = steps < now.told() ? now.told() : steps;
      put(miner, new Entry(now.told(), most, order, at.value()));
    }
  }

  void put(int miner, Entry entry) {
    undo.note(this, miner, 0, entries[miner]);
    entries[miner] = entry;
  }

  void countUp(long order) {
    if (order > lastOrder) {
      undo.note(this, LAST_ORDER, lastOrder);
      lastOrder = order;
    }
  }

  @Override
  public void undo(int place, long figure, @Nullable Object thing) {
    if (place == LAST_ORDER) {
      lastOrder = figure;
    } else {
      entries[place] = (Entry) Objects.requireNonNull(thing);
    }
  }
}
