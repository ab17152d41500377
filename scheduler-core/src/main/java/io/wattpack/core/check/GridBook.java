package io.wattpack.core.check;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the grid asks of each domain, and behind these of each region. An event that makes no sense
 * is passed over.
 */
final class GridBook implements Undoable {
  private static final long NO_LIMIT = Long.MAX_VALUE;
  private static final long MOMENT_MAX = 253_402_300_799_999L;
  private static final long TENTHS = 10;
  private static final long RAMP_MILLIS_MAX = 7L * 24 * 60 * 60 * 1000;

  private final FleetBook fleet;
  private final UndoLog undo;
  private final List<List<PowerEvent>> asked;

  GridBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    asked = new ArrayList<>();
    for (int place = 0; place < placeOfRegion(fleet.regions.count()); place++) {
      asked.add(List.of());
    }
  }

  private GridBook(GridBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    asked = new ArrayList<>(other.asked);
  }

  GridBook fork(UndoLog forked) {
    return new GridBook(this, forked);
  }

  /** Where what is asked of the region stands. */
  int placeOfRegion(int region) {
    return fleet.domainCount() + region;
  }

  private int placeOf(PowerDomainId id) {
    int region = fleet.regions.of(id);
    return region < 0 ? fleet.domainOf(id) : placeOfRegion(region);
  }

  /** Takes over what was asked of domains and regions that both fleets have. */
  void carry(GridBook before) {
    before.asked.forEach(events -> events.forEach(this::add));
  }

  /** Enters an event; in the place of one that holds it goes on from there. */
  void post(PowerEvent event, long hardware, long at) {
    int domain = placeOf(event.domain());
    EpochMillis end = event.end();
    boolean makesSense =
        domain >= 0
            && event.rampMillis() >= 0
            && event.rampMillis() <= RAMP_MILLIS_MAX
            && event.start().value() <= MOMENT_MAX
            && (end == null || (end.value() > event.start().value() && end.value() <= MOMENT_MAX));
    if (makesSense) {
      PowerEvent before = find(event.id());
      forget(event.id());
      add(before == null ? event : after(before, event, hardware, at));
    }
  }

  private static PowerEvent after(PowerEvent before, PowerEvent event, long hardware, long at) {
    boolean isNow =
        event.start().value() <= at
            && at <= MOMENT_MAX
            && (event.end() == null || event.end().value() > at);
    long level = limit(before, hardware, at);
    return isNow && before.domain().equals(event.domain()) && level < hardware
        ? event.goingOn(new EpochMillis(at), new Watts(level))
        : event;
  }

  /** Enters what is known already, whether it would make sense anew or not. */
  void add(PowerEvent event) {
    int domain = placeOf(event.domain());
    if (domain >= 0) {
      List<PowerEvent> more = new ArrayList<>(asked.get(domain));
      more.add(event);
      put(domain, more);
    }
  }

  /** The event of that id; null: there is none. */
  @Nullable PowerEvent find(PowerEventId id) {
    return asked.stream()
        .flatMap(List::stream)
        .filter(event -> event.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  /**
   * Ends an event that has begun: from where its limit stands it goes back in tenths. One that is
   * on its way back already goes on so.
   */
  void cancel(PowerEvent event, long hardware, long at) {
    EpochMillis end = event.end();
    boolean hasBegun = at >= event.start().value() && at <= MOMENT_MAX;
    if (hasBegun && end != null && at >= end.value()) {
      return;
    }
    forget(event.id());
    if (hasBegun && event.rampMillis() > 0) {
      add(cut(event, limit(event, hardware, at), at));
    }
  }

  private static PowerEvent cut(PowerEvent event, long level, long at) {
    return new PowerEvent(
        event.id(),
        event.domain(),
        new Watts(level),
        event.kind(),
        event.noticeAt(),
        event.start(),
        event.rampMillis(),
        new EpochMillis(at),
        event.correlationId());
  }

  private void forget(PowerEventId id) {
    for (int domain = 0; domain < asked.size(); domain++) {
      List<PowerEvent> rest = new ArrayList<>(asked.get(domain));
      if (rest.removeIf(event -> event.id().equals(id))) {
        put(domain, rest);
      }
    }
  }

  private void put(int domain, List<PowerEvent> events) {
    undo.note(this, domain, 0, asked.get(domain));
    asked.set(domain, List.copyOf(events));
  }

  @Override
  @SuppressWarnings("unchecked") // only put() notes it
  public void undo(int place, long figure, @Nullable Object thing) {
    asked.set(place, thing == null ? List.of() : (List<PowerEvent>) thing);
  }

  /** Every moment of the stretch at which what is asked of the domain may change. */
  void forEachChange(int domain, long after, long stretch, LongConsumer visitor) {
    for (PowerEvent event : asked.get(domain)) {
      EpochMillis end = event.end();
      for (long tenth = 0; tenth <= TENTHS; tenth++) {
        long way = (event.rampMillis() * tenth + TENTHS - 1) / TENTHS;
        long down = event.start().value() + way;
        long back = end == null ? after : end.value() + way;
        if (after < down && down - after <= stretch) {
          visitor.accept(down);
        }
        if (after < back && back - after <= stretch) {
          visitor.accept(back);
        }
      }
    }
  }

  /** Whether nothing is asked of the domain, now or later. */
  boolean isEmpty(int domain) {
    return asked.get(domain).isEmpty();
  }

  /** The least that is asked of the domain at that moment; the greatest long: nothing. */
  long limit(int domain, long hardware, long at) {
    List<PowerEvent> events = asked.get(domain);
    long least = NO_LIMIT;
    for (int i = 0; i < events.size(); i++) {
      least = Math.min(least, limit(events.get(i), hardware, at));
    }
    return least;
  }

  /** After the end the way back takes as long as the way down took. */
  private static long limitBehind(long end, long ramp, long target, long hardware, long at) {
    if (at - end >= ramp) {
      return NO_LIMIT;
    }
    long tenths = (at - end) * TENTHS / ramp;
    return target >= hardware ? target : target + (hardware - target) * tenths / TENTHS;
  }

  private static long limit(PowerEvent event, long hardware, long at) {
    EpochMillis end = event.end();
    long elapsed = at - event.start().value();
    if (elapsed < 0) {
      return NO_LIMIT;
    }
    long target = event.target().value();
    if (end != null && at >= end.value()) {
      return limitBehind(end.value(), event.rampMillis(), target, hardware, at);
    }
    Watts from = event.from();
    long top = from == null ? hardware : Math.min(from.value(), hardware);
    boolean isRise = from != null && top < target;
    if (elapsed >= event.rampMillis() || (target >= top && !isRise)) {
      return target;
    }
    long tenths = elapsed * TENTHS / event.rampMillis();
    if (isRise) {
      long toGo = (target - top) * (TENTHS - tenths);
      return target - (toGo + TENTHS - 1) / TENTHS;
    }
    // What is left of the way at the end of the tenth that runs now, rounded down.
    return target + (top - target) * (TENTHS - 1 - tenths) / TENTHS;
  }
}
