package io.wattpack.core.check;

import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.PowerDomain;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Per power domain with units of which one may fail: what everything may draw but the miners that
 * go off in time, and what these miners can draw.
 */
final class BandBook implements Undoable {
  private static final long NO_LIMIT = Long.MAX_VALUE;
  private static final long PERMILLE = 1000;

  private final FleetBook fleet;
  private final UndoLog undo;
  // What the fleet says, so that forks share it.
  private final long[] withoutOneUnit;
  private final long[] mined;

  BandBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    withoutOneUnit = new long[fleet.domainCount()];
    mined = new long[fleet.domainCount()];
    Arrays.setAll(withoutOneUnit, domain -> withoutOneUnit(fleet.domain(domain)));
  }

  private BandBook(BandBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    withoutOneUnit = other.withoutOneUnit;
    mined = other.mined.clone();
  }

  BandBook fork(UndoLog forked) {
    return new BandBook(this, forked);
  }

  private static long withoutOneUnit(PowerDomain sheet) {
    if (sheet.parallelUnits() == 1) {
      return NO_LIMIT;
    }
    BigInteger unitsLeft = BigInteger.valueOf(sheet.parallelUnits() - 1L);
    return BigInteger.valueOf(sheet.rating().value())
        .multiply(unitsLeft)
        .multiply(BigInteger.valueOf(sheet.shortTimePermille()))
        .divide(BigInteger.valueOf(PERMILLE * sheet.parallelUnits()))
        .longValueExact();
  }

  /** What it can carry without one of its units; the largest number: it has none to lose. */
  long withoutOneUnit(int domain) {
    return withoutOneUnit[domain];
  }

  /** Whether the group goes off in the time that the units that are left can bear. */
  boolean isFast(int miner, int domain) {
    MinerGroup group = fleet.miner(miner);
    PowerDomain sheet = fleet.domain(domain);
    return group.isSwitchable()
        && sheet.parallelUnits() > 1
        && group.offMillis() <= sheet.bandMillis();
  }

  /** The group can draw so many watts more (negative: less). */
  void change(int miner, long watts) {
    for (int at = fleet.domainOfMiner(miner); at >= 0; at = fleet.parentOf(at)) {
      if (isFast(miner, at)) {
        undo.note(this, at, watts);
        mined[at] += watts;
      }
    }
  }

  @Override
  public void undo(int place, long figure, @Nullable Object thing) {
    mined[place] -= figure;
  }

  /** The most that the domain may draw with its fast miners as they are. */
  long cap(int domain) {
    if (withoutOneUnit[domain] == NO_LIMIT) {
      return NO_LIMIT;
    }
    long reserve = fleet.domain(domain).reserve().value();
    return Math.max(0, withoutOneUnit[domain] - reserve) + mined[domain];
  }
}
