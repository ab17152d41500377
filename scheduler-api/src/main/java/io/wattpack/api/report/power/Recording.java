package io.wattpack.api.report.power;

import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.power.Caps;
import io.wattpack.core.power.GridLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of one power event while it lasts.
 *
 * <p>The idea: everything is a step function of time. What is commanded and booked is known up to
 * the last step, and what the meter read up to the reading before the last one: how long the last
 * one counts only the next one tells. The invariant: each moment from the origin on enters one
 * interval once. When there would be more than {@link #INTERVALS_MAX} intervals, each two become
 * one, so that an event without an end stays as small as any.
 */
final class Recording {
  /** The shortest interval: about as often as meters are read. */
  static final long INTERVAL_MILLIS_MIN = 10_000;

  static final int INTERVALS_MAX = 1_000;
  private static final long NEVER = Long.MAX_VALUE;

  private final long number;
  private final long origin;
  private final long lifeMillis;
  private final List<Interval> intervals = new ArrayList<>();
  private final Set<Integer> unwritten = new TreeSet<>();
  private PowerEvent event;
  private long intervalMillis;
  private long through;
  private long over = NEVER;
  private boolean isWithdrawn;
  private boolean isWhole = true;
  private boolean isChanged = true;
  private @Nullable Reading last;
  private @Nullable Baseline baseline;
  private long effectAt;

  /** What the domain can carry and draw at most, from the last step on. */
  record Books(long hardware, long ceiling) {}

  private @Nullable Books books;

  /**
   * One that begins with the event, or now if that has begun unknown.
   *
   * @param lifeMillis how long a reading counts
   */
  Recording(long number, PowerEvent event, long now, long lifeMillis) {
    this.number = number;
    this.event = event;
    this.lifeMillis = lifeMillis;
    origin = Math.max(event.start().value(), Math.min(now, event.noticeAt().value()));
    through = origin;
    effectAt = origin;
    over = overOf(event);
    intervalMillis = INTERVAL_MILLIS_MIN;
    while (over != NEVER && over - origin > intervalMillis * INTERVALS_MAX) {
      intervalMillis *= 2;
    }
  }

  /** One that goes on after a restart. */
  Recording(RecordingRow row, List<Interval> recorded, long lifeMillis) {
    number = row.number();
    event = row.event();
    this.lifeMillis = lifeMillis;
    origin = row.origin();
    through = row.through();
    intervalMillis = row.intervalMillis();
    over = row.over();
    isWithdrawn = row.isWithdrawn();
    last = row.last();
    books = row.books();
    baseline = row.baseline();
    effectAt = baseline == null ? origin : baseline.end();
    intervals.addAll(recorded);
    isWhole = false;
    isChanged = false;
  }

  private static long overOf(PowerEvent event) {
    return event.end() == null ? NEVER : event.end().value() + event.rampMillis();
  }

  long number() {
    return number;
  }

  PowerEvent event() {
    return event;
  }

  long origin() {
    return origin;
  }

  /** When it was over, or will be as far as is known; {@link Long#MAX_VALUE}: when withdrawn. */
  long over() {
    return over;
  }

  boolean hasBegun() {
    return through > origin;
  }

  /** Whether nothing that still comes can belong to it. */
  boolean isComplete(long now) {
    if (isWithdrawn && !hasBegun()) {
      return true;
    }
    boolean isRead = last == null || last.at() >= over || now - over > lifeMillis;
    return now >= over && through >= over && isRead;
  }

  /**
   * When things are first told to stop for it, as far as is known now; what was drawn before is the
   * baseline. Once that moment has passed, it stays.
   */
  void actedFrom(long moment, long now) {
    if (now < effectAt) {
      effectAt = Math.min(origin, moment);
    }
  }

  boolean wantsBaseline(long now) {
    return baseline == null && now >= origin && !hasBegun();
  }

  void measureAgainst(@Nullable MeterTrail trail) {
    if (trail != null) {
      baseline = trail.mean(effectAt - Baseline.MILLIS, effectAt, lifeMillis);
      isChanged = true;
    }
  }

  /** Enters what held until that moment, and what holds from then on. */
  void advance(long now, PowerEvent version, Books next) {
    long to = Math.min(now, over);
    if (to > through) {
      Books held = books == null ? next : books;
      command(through, to, held.hardware());
      plan(through, to, held.ceiling());
      isChanged |= endOf(through) <= to;
      through = to;
    }
    isChanged |= !next.equals(books);
    books = next;
    if (!version.equals(event)) {
      isWithdrawn = overOf(version) < over && version.end() != null && version.end().value() <= now;
      event = version;
      over = overOf(version);
      isChanged = true;
    }
  }

  /** Nobody asks for it any more. */
  void withdraw(long now) {
    if (now < over) {
      over = now;
      isWithdrawn = true;
      isChanged = true;
    }
  }

  private void command(long from, long to, long hardware) {
    for (long at = from; at < to; ) {
      long next = Math.min(Math.min(to, endOf(at)), GridLimit.nextChange(event, at));
      long watts = GridLimit.watts(event, hardware, at);
      boolean isHeld =
          watts != Caps.NO_LIMIT
              && !GridLimit.isRamping(event, at)
              && !GridLimit.isRestoring(event, at);
      @Nullable Long limit = watts == Caps.NO_LIMIT ? null : (Long) watts;
      put(at, intervalAt(at).commanded(limit, next - at, isHeld));
      at = next;
    }
  }

  private void plan(long from, long to, Long ceiling) {
    for (long at = from; at < to; at = endOf(at)) {
      put(at, intervalAt(at).planned(ceiling));
    }
  }

  /** Enters the next reading of the meter; null: it has none any more, as of now. */
  void read(@Nullable Reading reading, long now) {
    if (reading != null && last != null && reading.at() <= last.at()) {
      return;
    }
    if (last != null) {
      meter(last, reading == null ? now : reading.at());
    }
    isChanged |= !Objects.equals(reading, last);
    last = reading;
  }

  private void meter(Reading reading, long until) {
    long from = Math.max(origin, reading.at());
    long to = Math.min(Math.min(until, over), reading.at() + lifeMillis);
    for (long at = from; at < to; ) {
      long next = Math.min(to, endOf(at));
      put(at, intervalAt(at).metered(reading.watts(), next - at));
      at = next;
    }
  }

  private int index(long at) {
    return Math.toIntExact((at - origin) / intervalMillis);
  }

  private long endOf(long at) {
    return origin + ((at - origin) / intervalMillis + 1) * intervalMillis;
  }

  private Interval intervalAt(long at) {
    while ((at - origin) / intervalMillis >= INTERVALS_MAX) {
      joinPairs();
    }
    while (index(at) >= intervals.size()) {
      intervals.add(Interval.from(origin + intervals.size() * intervalMillis));
    }
    return intervals.get(index(at));
  }

  private void joinPairs() {
    List<Interval> pairs = new ArrayList<>();
    for (int i = 0; i < intervals.size(); i += 2) {
      Interval first = intervals.get(i);
      pairs.add(i + 1 < intervals.size() ? first.and(intervals.get(i + 1)) : first);
    }
    intervals.clear();
    intervals.addAll(pairs);
    intervalMillis *= 2;
    isWhole = true;
  }

  private void put(long at, Interval interval) {
    intervals.set(index(at), interval);
    unwritten.add(index(at));
  }

  /** What there is to write since it was last asked; null: nothing that would be missed. */
  @Nullable RecordingRow unwritten() {
    return isChanged || isWhole ? written(false) : null;
  }

  /** The last there is to write. */
  RecordingRow close() {
    if (last != null) {
      meter(last, NEVER);
      last = null;
    }
    return written(true);
  }

  private RecordingRow written(boolean isClosed) {
    RecordingRow row = row(isClosed);
    isChanged = false;
    isWhole = false;
    unwritten.clear();
    return row;
  }

  /** All of it must be written again: what was handed out did not arrive. */
  void forgetWritten() {
    isWhole = true;
  }

  private RecordingRow row(boolean isClosed) {
    List<Interval> news =
        isWhole
            ? List.copyOf(intervals)
            : unwritten.stream()
                .filter(index -> index < intervals.size())
                .map(intervals::get)
                .toList();
    return new RecordingRow(
        number,
        event,
        origin,
        intervalMillis,
        over,
        isWithdrawn,
        isClosed,
        baseline,
        through,
        last,
        books,
        isWhole,
        news);
  }

  /** All of it as it is now; the last reading counts until now, as long as readings do. */
  PowerReport report(long now) {
    Recording copy = new Recording(row(false), intervals, lifeMillis);
    if (books != null) {
      copy.books = books;
      copy.advance(Math.max(now, through), event, books);
    }
    if (last != null) {
      copy.meter(last, now);
    }
    return copy.asRecorded();
  }

  PowerReport asRecorded() {
    return new PowerReport(
        event,
        origin,
        intervalMillis,
        through,
        over == NEVER ? null : (Long) over,
        isWithdrawn,
        baseline,
        intervals.stream().filter(interval -> interval.millis() > 0).toList());
  }
}
