package io.wattpack.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.PowerEventKind;
import io.wattpack.core.model.Weekday;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Miners of 600 W that are off after ten seconds, under a domain of 1,000 W. */
class KnownCapsTest {
  private static final long OFF_MILLIS = 10_000;
  private static final long MINUTE = 60_000;

  /** Of a day that began at the first moment there is. */
  private static final long SEVEN = 7 * 60 * MINUTE;

  private static PowerBook book(List<ContractWindow> contract) {
    return new OneDomain().contract(contract).miners("asic", 600, OFF_MILLIS).book(new UndoLog());
  }

  private static List<ContractWindow> byDay() {
    return List.of(
        new ContractWindow(7 * 60, 22 * 60, List.of(Weekday.THURSDAY), new Watts(500), 0));
  }

  private static EpochMillis at(long millis) {
    return new EpochMillis(millis);
  }

  @Test
  void shouldRefuseWhatTheContractForbids() {
    PowerBook book = book(byDay());

    assertThat(book.faultOfMiner(0, 0, 1, at(SEVEN - OFF_MILLIS - 1))).isNull();
    assertThat(book.faultOfMiner(0, 0, 1, at(SEVEN - OFF_MILLIS)))
        .contains("grid")
        .contains("500 W");
    assertThat(book.faultOfMiner(0, 0, 1, at(SEVEN))).contains("500 W");
    assertThat(book.faultOfMiner(0, 0, 1, at(SEVEN + 15 * 60 * MINUTE))).isNull();
  }

  @Test
  void shouldCountTheHoursByTheClockOfTheContract() {
    PowerBook west =
        book(
            List.of(
                new ContractWindow(
                    23 * 60, 1 * 60, List.of(Weekday.WEDNESDAY), new Watts(500), -60)));

    // Eleven in the evening of Wednesday is midnight of Thursday one hour to the east.
    assertThat(west.cap(0, at(0))).isEqualTo(500);
    assertThat(west.cap(0, at(120 * MINUTE - 1))).isEqualTo(500);
    assertThat(west.cap(0, at(120 * MINUTE))).isEqualTo(1_000);
  }

  @Test
  void shouldRefuseWhatAnEventSoonForbids() {
    PowerBook book = book(List.of());
    book.post(
        new PowerEvent(
            new PowerEventId("ev-1"),
            OneDomain.GRID,
            new Watts(500),
            PowerEventKind.HARD,
            at(0),
            at(SEVEN),
            0,
            at(SEVEN + MINUTE),
            null),
        at(0));

    assertThat(book.faultOfMiner(0, 0, 1, at(SEVEN - OFF_MILLIS - 1))).isNull();
    assertThat(book.faultOfMiner(0, 0, 1, at(SEVEN - OFF_MILLIS))).contains("500 W");
    assertThat(book.faultOfMiner(0, 0, 1, at(SEVEN + MINUTE))).isNull();
  }
}
