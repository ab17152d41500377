package io.wattpack.core.power;

import io.wattpack.core.state.column.LongColumn;
import io.wattpack.core.state.column.UndoLog;

/**
 * The IT watts of every GPU container, and with them what its cooling draws.
 *
 * <p>The idea: cooling is a function of the IT watts of one GPU container, so it is worked out from
 * their sum and what it changed by is charged where the cooling is fed. The invariant: of each GPU
 * container, cooling in the {@link CeilingLedger} is that of all IT watts, and pending is what it
 * would fall by if all of them that pend were gone. So sums are exact however often something
 * starts and stops, and cooling falls when IT watts are confirmed gone, not before. A change costs
 * the depth of the two domains.
 */
public final class CoolingLedger {
  private final CeilingLedger ledger;
  private final int[] feeds;
  private final LongColumn itWatts;
  private final LongColumn itFalls;
  private final LongColumn excesses;

  /**
   * One with no IT watts, and cooling that draws nothing until {@link #warm} says what it does.
   *
   * @param ledger what everything is charged to
   * @param feeds of each GPU container the domain that feeds its cooling; negative: it is not
   *     counted
   */
  public CoolingLedger(CeilingLedger ledger, int[] feeds, UndoLog log) {
    this.ledger = ledger;
    this.feeds = feeds;
    itWatts = new LongColumn(log, feeds.length);
    itFalls = new LongColumn(log, feeds.length);
    excesses = new LongColumn(log, feeds.length);
  }

  private CoolingLedger(CoolingLedger other, CeilingLedger ledger, UndoLog log) {
    this.ledger = ledger;
    feeds = other.feeds;
    itWatts = other.itWatts.copy(log);
    itFalls = other.itFalls.copy(log);
    excesses = other.excesses.copy(log);
  }

  public CoolingLedger copy(CeilingLedger copied, UndoLog log) {
    return new CoolingLedger(this, copied, log);
  }

  /** Raises (negative: lowers) the ceiling of the domain by IT watts in the GPU container. */
  public void charge(int box, int domain, long watts) {
    ledger.charge(domain, watts);
    long drawn = coolingWatts(box);
    long falling = coolingFalls(box);
    itWatts.add(box, watts);
    settle(box, drawn, falling);
  }

  /** Counts IT watts in the GPU container as ordered off (negative: no longer). */
  public void pend(int box, int domain, long watts) {
    ledger.pend(domain, watts);
    long falling = coolingFalls(box);
    itFalls.add(box, watts);
    settle(box, coolingWatts(box), falling);
  }

  /** From now on cooling of the GPU container draws so many watts per million IT watts. */
  public void warm(int box, long excessMillionths) {
    long drawn = coolingWatts(box);
    long falling = coolingFalls(box);
    excesses.set(box, excessMillionths);
    settle(box, drawn, falling);
  }

  private void settle(int box, long drawnBefore, long fallingBefore) {
    if (feeds[box] < 0) {
      return;
    }
    long drawnMore = coolingWatts(box) - drawnBefore;
    long fallingMore = coolingFalls(box) - fallingBefore;
    if (drawnMore != 0) {
      ledger.charge(feeds[box], drawnMore);
    }
    if (fallingMore != 0) {
      ledger.pend(feeds[box], fallingMore);
    }
  }

  /** The domain that feeds the cooling of the GPU container; negative: it is not counted. */
  public int feed(int box) {
    return feeds[box];
  }

  /** IT watts of the GPU container with all that is booked in it. */
  public long itWatts(int box) {
    return itWatts.get(box);
  }

  /** What cooling of the GPU container draws at most with all that is booked in it. */
  public long coolingWatts(int box) {
    return Cooling.watts(itWatts.get(box), excesses.get(box));
  }

  private long coolingFalls(int box) {
    return coolingWatts(box)
        - Cooling.watts(itWatts.get(box) - itFalls.get(box), excesses.get(box));
  }

  /** Watts of cooling per million IT watts. */
  public long excessMillionths(int box) {
    return excesses.get(box);
  }

  /** What cooling would draw on top for so many IT watts more. */
  public long rise(int box, long watts) {
    return rise(itWatts.get(box), box, watts);
  }

  /** The same once everything ordered off is gone. */
  public long riseSettled(int box, long watts) {
    return rise(itWatts.get(box) - itFalls.get(box), box, watts);
  }

  private long rise(long from, int box, long watts) {
    long excess = excesses.get(box);
    return Cooling.watts(from + watts, excess) - Cooling.watts(from, excess);
  }

  /** At least what any so many IT watts more would add, whatever is booked. */
  public long riseMax(int box, long watts) {
    return Cooling.watts(watts, excesses.get(box));
  }
}
