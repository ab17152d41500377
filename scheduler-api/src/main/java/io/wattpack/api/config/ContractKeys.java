package io.wattpack.api.config;

import static java.lang.Math.toIntExact;

import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.Weekday;
import io.wattpack.core.units.Watts;
import java.util.Arrays;
import java.util.List;

/** Reads and writes the hours of the week in which a contract allows less. */
final class ContractKeys {
  private static final int HOUR = 60;

  private ContractKeys() {}

  static List<ContractWindow> windows(Section domain) {
    return domain.list(FleetKeys.CONTRACT, "a contract window").stream()
        .map(ContractKeys::window)
        .toList();
  }

  private static ContractWindow window(Section section) {
    List<String> days = section.names(FleetKeys.DAYS);
    ContractWindow window =
        new ContractWindow(
            minute(section, FleetKeys.FROM),
            minute(section, FleetKeys.TO),
            Arrays.stream(Weekday.values())
                .filter(day -> days.isEmpty() || days.contains(day.label()))
                .toList(),
            Watts.of(section.number(FleetKeys.CONTRACT_WATTS)),
            toIntExact(section.number(FleetKeys.UTC_OFFSET_MINUTES)));
    section.refuseOthers();
    return window;
  }

  private static int minute(Section section, Key.Text key) {
    String time = section.text(key).orElse("00:00");
    int colon = time.indexOf(':');
    return HOUR * Integer.parseInt(time.substring(0, colon))
        + Integer.parseInt(time.substring(colon + 1));
  }

  static String time(int minute) {
    return "%02d:%02d".formatted(minute / HOUR, minute % HOUR);
  }

  /** As in the file: none stand for every day. */
  static List<String> days(ContractWindow window) {
    boolean isEvery = window.days().size() == Weekday.values().length;
    return isEvery ? List.of() : window.days().stream().map(Weekday::label).toList();
  }
}
