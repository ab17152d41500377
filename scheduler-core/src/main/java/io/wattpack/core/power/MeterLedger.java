package io.wattpack.core.power;

import io.wattpack.core.state.column.LongColumn;
import io.wattpack.core.state.column.UndoLog;

/**
 * What meters read at power domains, and the watts that they show and no booking explains.
 *
 * <p>The idea: a meter never lowers what is counted, because what draws little now may draw all it
 * is allowed a moment later. But when it reads more than the domain could draw with all that is
 * booked, something draws that the books do not know, or draws more than it should: so many watts
 * are counted as drawn there, like a base load, until a later reading shows less. What a meter
 * further down explains is not counted a second time above.
 *
 * <p>A reading is compared with the highest ceiling since the one compared before it was heard, and
 * only if it was taken later than that: what was switched off while it was on its way proves
 * nothing. The first one, and the first after another fleet, is therefore only noted, and the next
 * ones are compared with what was booked since. Costs the depth of the domain.
 */
public final class MeterLedger {
  /** Of a domain whose next reading cannot be compared with anything. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final long NONE = -1;

  private final int[] parents;
  private final CeilingLedger ledger;
  private final LongColumn watts;
  private final LongColumn sampledAt;
  private final LongColumn heardAt;
  private final LongColumn overs;
  private final LongColumn own;
  private final LongColumn sums;

  /** One without meters. */
  public MeterLedger(int[] parents, CeilingLedger ledger, UndoLog log) {
    this.parents = parents;
    this.ledger = ledger;
    watts = new LongColumn(log, parents.length);
    sampledAt = new LongColumn(log, parents.length);
    heardAt = new LongColumn(log, parents.length);
    overs = new LongColumn(log, parents.length);
    own = new LongColumn(log, parents.length);
    sums = new LongColumn(log, parents.length);
    for (int domain = 0; domain < parents.length; domain++) {
      watts.set(domain, NONE);
    }
  }

  private MeterLedger(MeterLedger other, CeilingLedger ledger, UndoLog log) {
    this.ledger = ledger;
    parents = other.parents;
    watts = other.watts.copy(log);
    sampledAt = other.sampledAt.copy(log);
    heardAt = other.heardAt.copy(log);
    overs = other.overs.copy(log);
    own = other.own.copy(log);
    sums = other.sums.copy(log);
  }

  public MeterLedger copy(CeilingLedger copied, UndoLog log) {
    return new MeterLedger(this, copied, log);
  }

  public boolean isMetered(int domain) {
    return watts.get(domain) != NONE;
  }

  /** What was read last; negative: it has no meter. */
  public long watts(int domain) {
    return watts.get(domain);
  }

  /** When that was read, in milliseconds. */
  public long sampledAt(int domain) {
    return sampledAt.get(domain);
  }

  /**
   * Since when its highest ceiling is known, in milliseconds: readings taken from then on can be
   * compared. {@link #NEVER}: the next one is only noted.
   */
  public long heardAt(int domain) {
    return heardAt.get(domain);
  }

  /**
   * By how much the last reading that could be compared exceeds what was booked; or less than 0.
   */
  public long over(int domain) {
    return overs.get(domain);
  }

  /**
   * Watts without an explanation that are counted at this domain and below; part of its ceiling.
   */
  public long unexplained(int domain) {
    return sums.get(domain);
  }

  /** What the domain could draw by its bookings alone. */
  public long booked(int domain) {
    return ledger.ceiling(domain) - sums.get(domain);
  }

  /**
   * Enters a reading.
   *
   * @return false: it is not younger than the one before and changes nothing
   */
  public boolean read(int domain, long reading, long at, long now) {
    boolean isFirst = !isMetered(domain);
    if (!isFirst && at <= sampledAt.get(domain)) {
      return false;
    }
    boolean isComparable = !isFirst && at >= heardAt.get(domain);
    if (isComparable) {
      overs.set(domain, reading - (ledger.highest(domain) - sums.get(domain)));
      explain(domain);
    }
    if (isFirst || isComparable || heardAt.get(domain) == NEVER) {
      note(domain, reading, at, now);
      ledger.settle(domain);
    } else {
      note(domain, reading, at, heardAt.get(domain));
    }
    return true;
  }

  private void note(int domain, long reading, long at, long heard) {
    watts.set(domain, reading);
    sampledAt.set(domain, at);
    heardAt.set(domain, heard);
  }

  /** There is no meter any more, and what it read no longer counts. */
  public void forget(int domain) {
    if (isMetered(domain)) {
      overs.set(domain, 0);
      explain(domain);
      note(domain, NONE, 0, 0);
    }
  }

  /** Counts at the domain and above what their readings show and nothing below explains. */
  private void explain(int domain) {
    for (int above = domain; above >= 0; above = parents[above]) {
      if (isMetered(above)) {
        long below = sums.get(above) - own.get(above);
        count(above, Math.max(0, overs.get(above) - below));
      }
    }
  }

  private void count(int domain, long unexplained) {
    long more = unexplained - own.get(domain);
    if (more != 0) {
      own.set(domain, unexplained);
      for (int above = domain; above >= 0; above = parents[above]) {
        sums.add(above, more);
      }
      ledger.assume(domain, more);
    }
  }

  /** Takes over what is known of the domain's meter from another ledger, or from an image. */
  public void carry(int domain, long reading, long at, long heard, long over) {
    note(domain, reading, at, heard);
    overs.set(domain, over);
    explain(domain);
  }
}
