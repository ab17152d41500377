package io.wattpack.core.sim;

import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.PowerDomain;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What contracts allow, by the calendar of the JDK: every opening of a window one by one. */
final class ContractCounts {
  private ContractCounts() {}

  private record Opening(LocalDateTime from, LocalDateTime to, ZoneOffset zone, long watts) {
    boolean isAt(long millis) {
      LocalDateTime then = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
      return !then.isBefore(from) && then.isBefore(to);
    }
  }

  static long watts(PowerDomain domain, long at) {
    return openings(domain, at).stream()
        .filter(opening -> opening.isAt(at))
        .mapToLong(Opening::watts)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Moments of the days around that moment at which a window opens or closes. */
  static Set<Long> changes(PowerDomain domain, long at) {
    Set<Long> changes = new TreeSet<>();
    for (Opening opening : openings(domain, at)) {
      changes.add(opening.from().toInstant(opening.zone()).toEpochMilli());
      changes.add(opening.to().toInstant(opening.zone()).toEpochMilli());
    }
    return changes;
  }

  /** Nothing that stops takes longer than a day. */
  private static List<Opening> openings(PowerDomain domain, long at) {
    List<Opening> openings = new ArrayList<>();
    for (ContractWindow window : domain.contract()) {
      ZoneOffset zone = ZoneOffset.ofTotalSeconds(60 * window.utcOffsetMinutes());
      LocalDate today = LocalDateTime.ofInstant(Instant.ofEpochMilli(at), zone).toLocalDate();
      for (int day = -2; day <= 3; day++) {
        LocalDate date = today.plusDays(day);
        boolean isOn =
            window.days().stream().anyMatch(one -> one.name().equals(date.getDayOfWeek().name()));
        if (isOn) {
          openings.add(opening(window, date, zone));
        }
      }
    }
    return openings;
  }

  private static Opening opening(ContractWindow window, LocalDate date, ZoneOffset zone) {
    LocalDateTime from = date.atStartOfDay().plusMinutes(window.fromMinute());
    LocalDate last = window.toMinute() > window.fromMinute() ? date : date.plusDays(1);
    LocalDateTime to = last.atStartOfDay().plusMinutes(window.toMinute());
    return new Opening(from, to, zone, window.watts().value());
  }
}
