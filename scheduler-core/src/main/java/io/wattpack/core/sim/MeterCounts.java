package io.wattpack.core.sim;

import io.wattpack.core.event.MeterReading;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What meters showed beyond what was booked, by the journal alone. */
final class MeterCounts {
  private final Map<PowerDomainId, Meter> meters = new TreeMap<>();

  /**
   * A meter.
   *
   * @param heardAt when one was heard that what it reads next can be compared with; null: none
   * @param most the most that could be drawn by what was booked since then
   */
  private record Meter(long sampledAt, @Nullable Long heardAt, long beyond, long most) {
    Meter startingAnew() {
      return new Meter(sampledAt, null, beyond, most);
    }

    Meter showing(long watts) {
      return new Meter(sampledAt, null, watts, most);
    }

    Meter read(long at) {
      return new Meter(at, heardAt, beyond, most);
    }

    Meter drawing(long watts) {
      return new Meter(sampledAt, heardAt, beyond, Math.max(most, watts));
    }
  }

  boolean isEmpty() {
    return meters.isEmpty();
  }

  /** So much could be drawn by what is booked, until now. */
  void note(Map<PowerDomainId, Long> booked) {
    meters.replaceAll((domain, meter) -> meter.drawing(booked.getOrDefault(domain, 0L)));
  }

  /** Bookings on another fleet cannot be compared. */
  void startAnew() {
    meters.replaceAll((domain, meter) -> meter.startingAnew());
  }

  /**
   * What another fleet books explains so much of what a meter showed. How much the state is
   * believed, but it cannot be less than nothing: a meter shows no more than before.
   */
  void changeFleet(FleetStatus status) {
    Map<PowerDomainId, Meter> before = new TreeMap<>(meters);
    meters.clear();
    for (DomainStatus each : status.domains()) {
      PowerDomainId domain = each.domain().id();
      Meter meter = before.get(domain);
      if (meter != null && each.meter() != null) {
        meters.put(domain, meter.showing(believed(domain, meter, each.meter().over().value())));
      }
    }
  }

  private static long believed(PowerDomainId domain, Meter meter, long over) {
    boolean isLess = meter.beyond() > 0 && 0 <= over && over <= meter.beyond();
    if (!isLess && over != meter.beyond()) {
      throw new BrokenPromise(
          "Another fleet turned %d W that the meter of %s showed into %d W."
              .formatted(meter.beyond(), domain, over));
    }
    return over;
  }

  void enter(
      TelemetryReported reported, EpochMillis at, Fleet fleet, Map<PowerDomainId, Long> booked) {
    for (MeterReading reading : reported.meters()) {
      boolean isOfSite =
          fleet.powerDomains().stream()
              .anyMatch(
                  domain ->
                      domain.id().equals(reading.domain())
                          && domain.site().equals(reported.site()));
      boolean isSense =
          reading.watts() == null || reading.watts().value() <= MeterReading.WATTS_MAX;
      if (isOfSite && isSense) {
        long watts = booked.getOrDefault(reading.domain(), 0L);
        enter(reading, reported.sampledAt().value(), at.value(), watts);
      }
    }
  }

  private void enter(MeterReading reading, long sampledAt, long now, long booked) {
    Meter before = meters.get(reading.domain());
    if (reading.watts() == null) {
      meters.remove(reading.domain());
    } else if (before == null) {
      meters.put(reading.domain(), new Meter(sampledAt, now, 0, booked));
    } else if (sampledAt > before.sampledAt()) {
      meters.put(reading.domain(), read(before, reading.watts().value(), sampledAt, now, booked));
    }
  }

  private static Meter read(Meter before, long watts, long sampledAt, long now, long booked) {
    Long heardAt = before.heardAt();
    if (heardAt == null) {
      return new Meter(sampledAt, now, before.beyond(), booked);
    }
    return sampledAt >= heardAt
        ? new Meter(sampledAt, now, watts - before.most(), booked)
        : before.read(sampledAt);
  }

  /** What nothing explains of all that is drawn under the domain. */
  long unexplained(PowerDomainId domain, Fleet fleet) {
    long below = 0;
    for (PowerDomain each : fleet.powerDomains()) {
      if (domain.equals(each.parent())) {
        below += unexplained(each.id(), fleet);
      }
    }
    Meter meter = meters.get(domain);
    return meter == null ? below : Math.max(below, meter.beyond());
  }
}
