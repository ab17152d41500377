package io.wattpack.core.power;

import io.wattpack.core.state.column.LongColumn;
import io.wattpack.core.state.column.UndoLog;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * How fast the ceilings of some power domains may rise: by so many watts in each beat above what
 * they were when the beat began.
 *
 * <p>A beat is ten seconds of the clock. The idea: what a ceiling was when a beat began is noted
 * with its first change in that beat, so that time may pass without a trace. The invariant: of a
 * domain with a pace that changed in the present beat, the base is the ceiling before that change.
 * A change costs nothing more than the path it goes anyway.
 */
public final class RisePace {
  /** The length of a beat. */
  public static final long BEAT_MILLIS = 10_000;

  /** Of a domain that may rise as fast as it will. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /** The beat of a domain that never changed, and of a clock that was never told. */
  public static final long NEVER = Long.MIN_VALUE;

  private static final long OPEN = Long.MAX_VALUE / 4;
  private static final long BEATS_PER_MINUTE = 60_000 / BEAT_MILLIS;

  private final long[] perBeat;
  private final int[] paced;
  private final LongColumn now;
  private final LongColumn beats;
  private final LongColumn bases;

  /**
   * With no change noted.
   *
   * @param wattsPerMinute of each domain; 0: as fast as it will
   */
  RisePace(long[] wattsPerMinute, UndoLog log) {
    perBeat = new long[wattsPerMinute.length];
    now = new LongColumn(log, 1);
    beats = new LongColumn(log, perBeat.length);
    bases = new LongColumn(log, perBeat.length);
    now.set(0, NEVER);
    for (int domain = 0; domain < perBeat.length; domain++) {
      long watts = wattsPerMinute[domain];
      perBeat[domain] = watts == 0 ? UNBOUNDED : watts / BEATS_PER_MINUTE;
      beats.set(domain, NEVER);
    }
    paced = IntStream.range(0, perBeat.length).filter(this::isPaced).toArray();
  }

  private RisePace(RisePace other, UndoLog log) {
    perBeat = other.perBeat;
    paced = other.paced;
    now = other.now.copy(log);
    beats = other.beats.copy(log);
    bases = other.bases.copy(log);
  }

  RisePace copy(UndoLog log) {
    return new RisePace(this, log);
  }

  /** Whether the domain has a pace at all. */
  public boolean isPaced(int domain) {
    return perBeat[domain] != UNBOUNDED;
  }

  /** Whether no domain has one. */
  public boolean isEmpty() {
    return paced.length == 0;
  }

  /** The domains that have one, ascending. */
  int[] paced() {
    return paced;
  }

  /** From now on that beat is the present one; names the domains for which this may matter. */
  void turnTo(long beat, IntConsumer changed) {
    long earlier = Math.min(now.get(0), beat);
    if (now.get(0) != beat) {
      now.set(0, beat);
      for (int domain : paced) {
        if (beats.get(domain) != NEVER && beats.get(domain) >= earlier) {
          changed.accept(domain);
        }
      }
    }
  }

  /** The beat in which the domain last changed, from 1970 on; {@link #NEVER}: none is known. */
  public long beat(int domain) {
    return beats.get(domain);
  }

  /** What its ceiling was when that beat began. */
  public long base(int domain) {
    return bases.get(domain);
  }

  /** The ceiling of the domain is about to change from so many watts. */
  void note(int domain, long ceiling) {
    if (isPaced(domain) && beats.get(domain) < now.get(0)) {
      put(domain, now.get(0), ceiling);
    }
  }

  /** As if it had fallen to nothing: until a rollback it stays open, however much it rises. */
  void keepOpen(int domain) {
    put(domain, Long.MAX_VALUE, OPEN);
  }

  /** Takes over how much rose in the present beat from another one with the same time. */
  void carry(int domain, long ceiling, RisePace before, int old, long ceilingThen) {
    long beat = before.beat(old);
    if (isPaced(domain) && before.isPaced(old) && beat != NEVER) {
      put(domain, beat, Math.max(0, ceiling - before.risen(old, ceilingThen)));
    }
  }

  /** As if no domain had ever changed. */
  public void forget() {
    for (int domain : paced) {
      put(domain, NEVER, 0);
    }
  }

  /** Takes over since when and from where the domain rises, or falls. */
  public void put(int domain, long beat, long base) {
    beats.set(domain, beat);
    bases.set(domain, base);
  }

  private long baseNow(int domain, long ceiling) {
    boolean isNoted = beats.get(domain) != NEVER && beats.get(domain) >= now.get(0);
    return isNoted ? bases.get(domain) : ceiling;
  }

  /** By how much its ceiling has risen (negative: fallen) since the present beat began. */
  long risen(int domain, long ceiling) {
    return ceiling - baseNow(domain, ceiling);
  }

  /** Watts by which the ceiling may still rise in this beat; never negative. */
  long room(int domain, long ceiling) {
    return isPaced(domain) ? Math.max(0, perBeat[domain] - risen(domain, ceiling)) : UNBOUNDED;
  }

  /** Whether its ceiling has risen by no more than it may in a beat. */
  public boolean isWithinBeat(int domain, long ceiling) {
    return !isPaced(domain) || risen(domain, ceiling) <= perBeat[domain];
  }

  /** Whether its ceiling has not risen in this beat: then one thing may be larger than the beat. */
  boolean isOpen(int domain, long ceiling) {
    return risen(domain, ceiling) <= 0;
  }

  /** When the next beat begins. */
  long nextBeat() {
    return (now.get(0) + 1) * BEAT_MILLIS;
  }
}
