package io.wattpack.core.sim;

import io.wattpack.core.event.Input;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.PowerEventCancelled;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What power domains may draw at any moment, by the journal alone. */
final class LimitCounts {
  private final Map<PowerDomainId, LimitChanged> operator = new TreeMap<>();
  private final Map<PowerEventId, PowerEvent> asked = new TreeMap<>();
  private final Map<SiteId, Integer> means = new TreeMap<>();
  private final CoolingCounts cooling;
  private final Supplier<Fleet> inForce;

  LimitCounts(CoolingCounts cooling, Supplier<Fleet> inForce) {
    this.cooling = cooling;
    this.inForce = inForce;
  }

  void enter(Input input, Fleet fleet) {
    switch (input.event()) {
      case LimitChanged changed -> operator.put(changed.domain(), changed);
      case PowerEventPosted posted -> post(posted.powerEvent(), input.at().value(), fleet);
      case PowerEventCancelled cancelled ->
          cancel(cancelled.powerEvent(), input.at().value(), fleet);
      case WeatherObserved observed -> {
        means.put(observed.site(), observed.meanMilliCelsius());
        cooling.observe(observed.site(), observed.outsideMilliCelsius());
      }
      default -> {
        // The others limit nothing.
      }
    }
  }

  /** In the place of one that holds less than the hardware carries it goes on from there. */
  private void post(PowerEvent event, long now, Fleet fleet) {
    PowerEvent before = asked.put(event.id(), event);
    if (before == null || !before.domain().equals(event.domain())) {
      return;
    }
    long hardware = hardwareOf(event.domain(), fleet);
    long level = now < before.start().value() ? Long.MAX_VALUE : asked(before, hardware, now);
    boolean holds =
        event.start().value() <= now && (event.end() == null || event.end().value() > now);
    if (holds && level < hardware) {
      asked.put(event.id(), event.goingOn(new EpochMillis(now), new Watts(level)));
    }
  }

  private long hardwareOf(PowerDomainId id, Fleet fleet) {
    return RegionCounts.interconnects(fleet, id).stream().mapToLong(this::hardware).sum();
  }

  /**
   * What the interconnects of the region may draw together; the greatest long: nothing is asked.
   */
  long cap(PowerDomainId region, EpochMillis at) {
    return asked(region, hardwareOf(region, inForce.get()), at.value());
  }

  /** What has begun is asked for as if it ended now, of as much as is asked for now. */
  private void cancel(PowerEventId id, long now, Fleet fleet) {
    PowerEvent event = asked.remove(id);
    if (event == null || now < event.start().value()) {
      return;
    }
    boolean hasEnded = event.end() != null && now >= event.end().value();
    long hardware = hardwareOf(event.domain(), fleet);
    PowerEvent left =
        new PowerEvent(
            id,
            event.domain(),
            new Watts(hasEnded ? event.target().value() : asked(event, hardware, now)),
            event.kind(),
            event.noticeAt(),
            event.start(),
            event.rampMillis(),
            hasEnded ? event.end() : new EpochMillis(now),
            event.correlationId());
    asked.put(id, left);
  }

  /** What the domain's subtree may draw at that moment. */
  long cap(PowerDomain domain, EpochMillis at) {
    long cap = Math.min(allUnits(domain), asked(domain.id(), hardware(domain), at.value()));
    cap = Math.min(cap, ContractCounts.watts(domain, at.value()));
    LimitChanged changed = operator.get(domain.id());
    if (changed != null && changed.limit() != null && isInForce(changed.until(), at)) {
      cap = Math.min(cap, changed.limit().value());
    }
    return Math.max(0, cap - domain.reserve().value());
  }

  private long asked(PowerDomainId id, long hardware, long at) {
    long least = Long.MAX_VALUE;
    for (PowerEvent event : asked.values()) {
      if (event.domain().equals(id) && at >= event.start().value()) {
        least = Math.min(least, asked(event, hardware, at));
      }
    }
    return least;
  }

  private static long asked(PowerEvent event, long hardware, long at) {
    long target = event.target().value();
    if (event.end() != null && at >= event.end().value()) {
      long tenths = tenths(at - event.end().value(), event.rampMillis());
      long below = Math.max(0, hardware - target);
      return tenths == 10 ? Long.MAX_VALUE : target + below * tenths / 10;
    }
    long top = event.from() == null ? hardware : Math.min(hardware, event.from().value());
    long over = tenths(at - event.start().value(), event.rampMillis());
    if (event.from() != null && top < target) {
      return top + (target - top) * over / 10;
    }
    return target + Math.max(0, top - target) * (9 - Math.min(9, over)) / 10;
  }

  /** Whole tenths of the ramp that are over, ten behind its end. */
  private static long tenths(long since, long ramp) {
    long tenths = 0;
    while (tenths < 10 && since * 10 >= ramp * (tenths + 1)) {
      tenths++;
    }
    return tenths;
  }

  private long hardware(PowerDomain domain) {
    long all = allUnits(domain);
    return domain.parallelUnits() == 1 ? all : Math.min(all, BandCounts.withoutOne(domain));
  }

  private long allUnits(PowerDomain domain) {
    long rating = domain.rating().value();
    long cap = rating * domain.continuousPermille() / 1000;
    int mean = means.getOrDefault(domain.site(), 0);
    long lost = domain.cooling().lossPermillePerKelvin() * Math.max(0L, mean - 30_000);
    cap = Math.min(cap, rating * Math.max(0, 1_000_000 - lost) / 1_000_000);
    return Math.min(cap, cooling.limit(inForce.get(), domain.id()));
  }

  private static boolean isInForce(@Nullable EpochMillis until, EpochMillis at) {
    return until == null || until.isAfter(at);
  }

  /** Moments from about then on at which what the domain may draw is known to change. */
  Set<Long> steps(PowerDomain domain, long at) {
    Set<Long> steps = steps(domain.id());
    steps.addAll(ContractCounts.changes(domain, at));
    return steps;
  }

  /** Moments at which what is asked of the domain or region may change. */
  Set<Long> steps(PowerDomainId id) {
    Set<Long> steps = new TreeSet<>();
    for (PowerEvent event : asked.values()) {
      if (event.domain().equals(id)) {
        addRamp(steps, event.start().value(), event.rampMillis());
        if (event.end() != null) {
          addRamp(steps, event.end().value(), event.rampMillis());
        }
      }
    }
    return steps;
  }

  private static void addRamp(Set<Long> steps, long from, long ramp) {
    for (long at = 0; at <= 10; at++) {
      steps.add(from - Math.floorDiv(-ramp * at, 10L));
    }
  }
}
