package io.wattpack.core.power;

import io.wattpack.core.state.column.LongColumn;
import io.wattpack.core.state.column.UndoLog;
import java.util.Arrays;

/**
 * What miners draw that go off fast enough to fill the band of every power domain: the watts above
 * its N-1 limit, which are lost with a unit.
 *
 * <p>The idea: two limits instead of one that moves. All that is booked stays within what the
 * domain may carry, and all but these miners within its N-1 limit. So when a unit is lost they go
 * off, and nothing else has to. A miner is fast enough for a domain that its time to go off is not
 * longer than what the units that are left can bear.
 */
public final class BandLedger {
  private final int[] parents;
  private final long[] nMinus1;
  private final long[] firmCaps;
  private final long[] millis;
  private final LongColumn drawn;
  private final LongColumn pendingFalls;
  private final LongColumn yieldable;

  /**
   * One without miners.
   *
   * @param nMinus1 what each domain may carry without a unit; {@link Caps#NO_LIMIT}: it has none to
   *     lose
   * @param reserves watts kept free below that
   * @param millis in which a miner must go off
   */
  public BandLedger(int[] parents, long[] nMinus1, long[] reserves, long[] millis, UndoLog log) {
    this.parents = parents;
    this.nMinus1 = nMinus1;
    this.millis = millis;
    firmCaps = new long[parents.length];
    Arrays.setAll(
        firmCaps,
        domain ->
            nMinus1[domain] == Caps.NO_LIMIT
                ? Caps.NO_LIMIT
                : Math.max(0, nMinus1[domain] - reserves[domain]));
    drawn = new LongColumn(log, parents.length);
    pendingFalls = new LongColumn(log, parents.length);
    yieldable = new LongColumn(log, parents.length);
  }

  private BandLedger(BandLedger other, UndoLog log) {
    parents = other.parents;
    nMinus1 = other.nMinus1;
    firmCaps = other.firmCaps;
    millis = other.millis;
    drawn = other.drawn.copy(log);
    pendingFalls = other.pendingFalls.copy(log);
    yieldable = other.yieldable.copy(log);
  }

  /** One for domains without units. */
  static BandLedger none(int[] parents, UndoLog log) {
    long[] none = new long[parents.length];
    Arrays.fill(none, Caps.NO_LIMIT);
    long[] zeros = new long[parents.length];
    return new BandLedger(parents, none, zeros, zeros, log);
  }

  BandLedger copy(UndoLog log) {
    return new BandLedger(this, log);
  }

  /** Whether a miner that goes off in that time may draw what the loss of a unit would take. */
  public boolean isOpenTo(int domain, long offMillis) {
    return firmCaps[domain] != Caps.NO_LIMIT && offMillis <= millis[domain];
  }

  /** Counts more watts (negative: less) of a miner that goes off in that time. */
  void add(int domain, long offMillis, long drawnMore, long pendingMore, long yieldableMore) {
    for (int above = domain; above >= 0; above = parents[above]) {
      if (isOpenTo(above, offMillis)) {
        drawn.add(above, drawnMore);
        pendingFalls.add(above, pendingMore);
        yieldable.add(above, yieldableMore);
      }
    }
  }

  /** The most that all below the domain may draw for its N-1 limit, with these miners as now. */
  public long capOfAll(int domain) {
    return Caps.plus(firmCaps[domain], drawn.get(domain));
  }

  /** The same without the reserve. */
  public long limitOfAll(int domain) {
    return Caps.plus(nMinus1[domain], drawn.get(domain));
  }

  long nMinus1(int domain) {
    return nMinus1[domain];
  }

  long pendingFall(int domain) {
    return pendingFalls.get(domain);
  }

  long yieldable(int domain) {
    return yieldable.get(domain);
  }
}
