package io.wattpack.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.MeterReading;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.TelemetrySource;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Miners of 600 W under a domain of 1,000 W, of which 100 W are always drawn. */
class MeterBookTest {
  private static final long FIRST = 1_000;
  private static final long SECOND = 2_000;

  private static PowerBook book() {
    return book(new UndoLog());
  }

  private static PowerBook book(UndoLog undo) {
    return book(undo, 100);
  }

  private static PowerBook book(UndoLog undo, long base) {
    return new OneDomain().base(base).miners("asic", 600, 0).book(undo);
  }

  private static void read(PowerBook book, long watts, long at) {
    read(book, watts, at, at);
  }

  private static void read(PowerBook book, long watts, long sampledAt, long at) {
    book.observe(
        new TelemetryReported(
            OneDomain.SITE,
            TelemetrySource.METER,
            new EpochMillis(sampledAt),
            List.of(new MeterReading(OneDomain.GRID, new Watts(watts))),
            List.of()),
        new EpochMillis(at));
  }

  @Test
  void shouldLetNothingStartOnWattsThatAMeterShows() {
    PowerBook book = book();
    read(book, 450, FIRST);
    assertThat(book.faultOfMiner(0, 0, 1, new EpochMillis(FIRST))).isNull();

    read(book, 450, SECOND);

    assertThat(book.ceiling(0)).isEqualTo(450);
    assertThat(book.faultOfMiner(0, 0, 1, new EpochMillis(SECOND)))
        .isEqualTo(
            "Miner group asic raises power domain grid by 600 W to 1050 W, above its cap of 1000"
                + " W.");
  }

  @Test
  void shouldNeverCountLessThanIsBooked() {
    PowerBook book = book();
    read(book, 10, FIRST);
    read(book, 10, SECOND);

    assertThat(book.ceiling(0)).isEqualTo(100);
  }

  @Test
  void shouldCompareWithTheMostSinceTheReadingBefore() {
    PowerBook book = book();
    read(book, 100, FIRST);
    book.change(0, 600);
    book.change(0, -600);

    read(book, 700, SECOND);

    assertThat(book.ceiling(0)).isEqualTo(100);
  }

  @Test
  void shouldCountReadingsThatTakeLongerThanTheirInterval() {
    PowerBook book = book();
    for (long at = FIRST; at <= 4 * FIRST; at += FIRST) {
      read(book, 450, at, at + 3 * FIRST / 2);
    }

    assertThat(book.ceiling(0)).isEqualTo(450);
  }

  @Test
  void shouldPassOverAReadingThatNoMeterCanHave() {
    PowerBook book = book();
    read(book, 100, FIRST);
    read(book, Long.MAX_VALUE, SECOND);

    assertThat(book.ceiling(0)).isEqualTo(100);
  }

  @Test
  void shouldCountOnceWhatAnotherFleetBooksOfWhatAMeterShows() {
    PowerBook book = book();
    read(book, 450, FIRST);
    read(book, 450, SECOND);

    PowerBook little = book(new UndoLog(), 300);
    little.carryMeters(book);
    PowerBook more = book(new UndoLog(), 600);
    more.carryMeters(book);

    assertThat(little.ceiling(0)).isEqualTo(450);
    assertThat(more.ceiling(0)).isEqualTo(600);
  }

  @Test
  void shouldForgetAPeakThatIsTakenBack() {
    UndoLog undo = new UndoLog();
    PowerBook book = book(undo);
    read(book, 100, FIRST);
    undo.checkpoint();
    book.change(0, 600);
    book.change(0, -600);
    undo.rollback();

    read(book, 700, SECOND);

    assertThat(book.ceiling(0)).isEqualTo(700);
  }
}
