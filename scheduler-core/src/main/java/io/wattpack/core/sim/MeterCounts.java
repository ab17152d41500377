package io.wattpack.core.sim;

import io.wattpack.core.event.MeterReading;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
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
    Meter afterFleet() {
      return new Meter(sampledAt, null, beyond, most);
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
  void changeFleet(Fleet fleet) {
    meters.keySet().retainAll(fleet.powerDomains().stream().map(PowerDomain::id).toList());
    meters.replaceAll((domain, meter) -> meter.afterFleet());
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
