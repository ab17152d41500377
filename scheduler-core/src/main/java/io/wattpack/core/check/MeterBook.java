package io.wattpack.core.check;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Per power domain: what its meter read more than was booked, and how much of that nothing further
 * down explains.
 *
 * <p>The excess of a domain is what its subtree draws without a booking: the most that its own
 * meter or the meters below it show. It is worked out anew from the bottom up whenever a reading
 * comes.
 */
final class MeterBook implements Undoable {
  private static final long NOTHING_HEARD = Long.MIN_VALUE;
  private static final long NOT_COMPARABLE = Long.MAX_VALUE;

  private final FleetBook fleet;
  private final UndoLog undo;
  // By domain. Readings come between bundles, so that only the peaks are ever taken back.
  private final long[] sampled;
  private final long[] heard;
  private final long[] surplus;
  private final long[] excess;
  // The most the domain could draw by its bookings since then.
  private final long[] peaks;

  MeterBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    int count = fleet.domainCount();
    sampled = new long[count];
    heard = new long[count];
    surplus = new long[count];
    excess = new long[count];
    peaks = new long[count];
    Arrays.fill(sampled, NOTHING_HEARD);
  }

  private MeterBook(MeterBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    sampled = other.sampled.clone();
    heard = other.heard.clone();
    surplus = other.surplus.clone();
    excess = other.excess.clone();
    peaks = other.peaks.clone();
  }

  MeterBook fork(UndoLog forked) {
    return new MeterBook(this, forked);
  }

  /** What its subtree draws without a booking. */
  long excess(int domain) {
    return excess[domain];
  }

  /** Bookings of the domain are about to fall from so many watts. */
  void fallFrom(int domain, long booked) {
    if (booked > peaks[domain]) {
      undo.note(this, domain, peaks[domain]);
      peaks[domain] = booked;
    }
  }

  @Override
  public void undo(int place, long figure, @Nullable Object thing) {
    peaks[place] = figure;
  }

  /**
   * Enters a reading.
   *
   * @param booked what the domain could draw by its bookings, now
   */
  void read(int domain, long watts, long at, long now, long booked) {
    boolean isNews = at > sampled[domain];
    if (isNews) {
      boolean isOnItsWay =
          sampled[domain] != NOTHING_HEARD && heard[domain] != NOT_COMPARABLE && at < heard[domain];
      if (!isOnItsWay) {
        compare(domain, watts, now, booked);
      }
      sampled[domain] = at;
    }
  }

  /** The next one can be compared with the bookings from now on. */
  private void compare(int domain, long watts, long now, long booked) {
    boolean isNew = sampled[domain] == NOTHING_HEARD || heard[domain] == NOT_COMPARABLE;
    if (!isNew) {
      surplus[domain] = watts - Math.max(peaks[domain], booked);
    }
    heard[domain] = now;
    peaks[domain] = booked;
    workOut();
  }

  /** The domain has no meter any more. */
  void forget(int domain) {
    sampled[domain] = NOTHING_HEARD;
    surplus[domain] = 0;
    workOut();
  }

  /** Parents stand before what they feed. */
  private void workOut() {
    long[] below = new long[excess.length];
    for (int domain = excess.length - 1; domain >= 0; domain--) {
      excess[domain] = Math.max(below[domain], surplus[domain]);
      int parent = fleet.parentOf(domain);
      if (parent >= 0) {
        below[parent] = Math.addExact(below[parent], excess[domain]);
      }
    }
  }

  /**
   * Takes over the meters of domains that both fleets have. What the domain has booked more on this
   * fleet no longer lacks a booking.
   *
   * @param bookedThen per domain of the fleet before
   * @param bookedNow per domain
   */
  void carry(MeterBook before, long[] bookedThen, long[] bookedNow) {
    for (int old = 0; old < before.excess.length; old++) {
      int domain = fleet.domainOf(before.fleet.domain(old).id());
      if (domain >= 0 && before.sampled[old] != NOTHING_HEARD) {
        sampled[domain] = before.sampled[old];
        heard[domain] = NOT_COMPARABLE;
        surplus[domain] = left(before.surplus[old], bookedNow[domain] - bookedThen[old]);
      }
    }
    workOut();
  }

  private static long left(long surplus, long booked) {
    return surplus <= 0 || booked <= 0 ? surplus : Math.max(0, surplus - booked);
  }

  /**
   * Takes over what was known of a meter before.
   *
   * @param heardAt null: the next reading cannot be compared with anything
   */
  void resume(int domain, long at, @Nullable Long heardAt, long over) {
    sampled[domain] = at;
    heard[domain] = heardAt == null ? NOT_COMPARABLE : heardAt;
    surplus[domain] = over;
    workOut();
  }
}
