package io.wattpack.core.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.Weekday;
import io.wattpack.core.units.Watts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContractLimitTest {
  private static final long NONE = Caps.NO_LIMIT;
  private static final List<Weekday> EVERY_DAY = List.of(Weekday.values());
  private static final List<Weekday> WORKDAYS = EVERY_DAY.subList(0, 5);

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static ContractWindow window(int from, int to, List<Weekday> days, int offset) {
    return new ContractWindow(from, to, days, new Watts(700), offset);
  }

  @Test
  void shouldAllowLessOnlyWhileAWindowIsOpen() {
    List<ContractWindow> contract = List.of(window(7 * 60, 22 * 60, WORKDAYS, 0));

    // A Friday.
    assertThat(ContractLimit.watts(contract, at("2026-11-27T06:59:59.999Z"))).isEqualTo(NONE);
    assertThat(ContractLimit.watts(contract, at("2026-11-27T07:00:00Z"))).isEqualTo(700);
    assertThat(ContractLimit.watts(contract, at("2026-11-27T21:59:59.999Z"))).isEqualTo(700);
    assertThat(ContractLimit.watts(contract, at("2026-11-27T22:00:00Z"))).isEqualTo(NONE);
    assertThat(ContractLimit.watts(contract, at("2026-11-28T12:00:00Z"))).isEqualTo(NONE);
    assertThat(ContractLimit.nextChange(contract, at("2026-11-27T22:00:00Z")))
        .isEqualTo(at("2026-11-30T07:00:00Z"));
  }

  @Test
  void shouldGoByItsOwnClock() {
    List<ContractWindow> contract = List.of(window(7 * 60, 22 * 60, EVERY_DAY, -360));

    assertThat(ContractLimit.watts(contract, at("2026-11-27T12:59:00Z"))).isEqualTo(NONE);
    assertThat(ContractLimit.watts(contract, at("2026-11-27T13:00:00Z"))).isEqualTo(700);
    assertThat(ContractLimit.nextChange(contract, at("2026-11-27T13:00:00Z")))
        .isEqualTo(at("2026-11-28T04:00:00Z"));
  }

  @Test
  void shouldRunPastMidnightFromTheDayOnWhichItOpens() {
    List<ContractWindow> contract = List.of(window(22 * 60, 6 * 60, List.of(Weekday.SUNDAY), 0));

    assertThat(ContractLimit.watts(contract, at("2026-11-29T05:00:00Z"))).isEqualTo(NONE);
    assertThat(ContractLimit.watts(contract, at("2026-11-29T23:00:00Z"))).isEqualTo(700);
    assertThat(ContractLimit.watts(contract, at("2026-11-30T05:59:00Z"))).isEqualTo(700);
    assertThat(ContractLimit.watts(contract, at("2026-11-30T06:00:00Z"))).isEqualTo(NONE);
  }

  @Test
  void shouldAgreeWithTheCalendarAndNameEveryChange() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2_000; i++) {
      int from = random.nextInt(ContractWindow.MINUTES);
      int to = random.nextInt(ContractWindow.MINUTES);
      int offset = random.nextInt(1_681) - ContractWindow.OFFSET_MAX;
      List<ContractWindow> contract =
          List.of(window(from, to, EVERY_DAY.subList(random.nextInt(7), 7), offset));
      long now = random.nextLong(253_402_300_799_999L);
      assertThat(ContractLimit.watts(contract, now))
          .isEqualTo(isOpen(contract.getFirst(), now) ? 700 : NONE);
      long next = ContractLimit.nextChange(contract, now);
      long before = now + random.nextLong(next - now);
      assertThat(ContractLimit.watts(contract, before))
          .isEqualTo(ContractLimit.watts(contract, now));
    }
  }

  private static boolean isOpen(ContractWindow window, long now) {
    var clock =
        Instant.ofEpochMilli(now)
            .atOffset(ZoneOffset.ofTotalSeconds(60 * window.utcOffsetMinutes()))
            .toLocalDateTime();
    for (int day = -1; day <= 0; day++) {
      var date = clock.toLocalDate().plusDays(day);
      int length = window.toMinute() - window.fromMinute();
      var opens = date.atStartOfDay().plusMinutes(window.fromMinute());
      var closes = opens.plusMinutes(length > 0 ? length : length + ContractWindow.MINUTES);
      boolean isOn = window.days().contains(Weekday.valueOf(date.getDayOfWeek().name()));
      if (isOn && !clock.isBefore(opens) && clock.isBefore(closes)) {
        return true;
      }
    }
    return false;
  }
}
