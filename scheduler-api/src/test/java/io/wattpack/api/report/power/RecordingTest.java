package io.wattpack.api.report.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.report.power.PowerReport.Line;
import io.wattpack.api.report.power.PowerReport.Totals;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.PowerEventKind;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private static final long START = 1_000_000_000;
  private static final long LIFE = 60_000;
  private static final long HARDWARE = 10_000;
  private static final long TARGET = 4_000;

  /** The last is not over: it goes on until somebody withdraws it. */
  private static PowerEvent event(long rampMillis, @Nullable Long lastsMillis) {
    return new PowerEvent(
        new PowerEventId("dr"),
        new PowerDomainId("grid"),
        new Watts(TARGET),
        PowerEventKind.TARGET,
        new EpochMillis(START - 3_600_000),
        new EpochMillis(START),
        rampMillis,
        lastsMillis == null ? null : new EpochMillis(START + lastsMillis),
        null);
  }

  private static Recording recording(PowerEvent event) {
    return new Recording(1, event, START - 1_000_000, LIFE);
  }

  private static MeterTrail trail(long watts) {
    MeterTrail trail = new MeterTrail();
    for (long at = START - 900_000; at < START; at += 30_000) {
      trail.add(new Reading(watts, at));
    }
    return trail;
  }

  /** Every ten seconds the ceiling and the reading of the function, from before the start. */
  private static void play(Recording recording, PowerEvent event, long millis, long... watts) {
    for (long since = 0; since <= millis; since += 10_000) {
      long now = START + since;
      long drawn = watts[(int) Math.min(watts.length - 1, since / 10_000)];
      recording.advance(now, event, new Recording.Books(HARDWARE, drawn + 100));
      recording.read(new Reading(drawn, now), now);
    }
  }

  private static Recording played(PowerEvent event, long baseline, long... watts) {
    Recording recording = recording(event);
    recording.measureAgainst(trail(baseline));
    play(recording, event, 10_000L * watts.length, watts);
    return recording;
  }

  @Test
  void shouldShowTheLeastLimitTheCeilingAtTheEndAndTheMeanOfTheMeter() {
    PowerEvent event = event(0, 30_000L);
    Recording recording = recording(event);
    recording.advance(START, event, new Recording.Books(HARDWARE, 5_000));
    recording.read(new Reading(6_000, START - 5_000), START);
    recording.read(new Reading(3_000, START + 4_000), START + 4_000);
    recording.advance(START + 7_000, event, new Recording.Books(HARDWARE, 4_200));
    recording.advance(START + 10_000, event, new Recording.Books(HARDWARE, 3_900));
    recording.read(new Reading(2_000, START + 10_000), START + 10_000);

    Line line = recording.asRecorded().lines().getFirst();

    assertThat(line.commandedWatts()).isEqualTo(TARGET);
    assertThat(line.plannedWatts()).isEqualTo(4_200);
    // Four seconds of 6000 and six of 3000.
    assertThat(line.meteredWatts()).isEqualTo(4_200);
    assertThat(line.coveredPermille()).isEqualTo(1_000);
    assertThat(line.shortWatts()).isEqualTo(200);
  }

  @Test
  void shouldCountAsOverDeliveredOnlyWhatIsBelowTheBaselineToo() {
    PowerReport high = played(event(0, 600_000L), 9_000, 3_000, 3_000, 3_000).asRecorded();
    PowerReport low = played(event(0, 600_000L), 3_500, 3_000, 3_000, 3_000).asRecorded();
    PowerReport lower = played(event(0, 600_000L), 2_500, 3_000, 3_000, 3_000).asRecorded();

    assertThat(high.lines().getFirst().overDeliveredWatts()).isEqualTo(1_000);
    assertThat(low.lines().getFirst().overDeliveredWatts()).isEqualTo(500);
    assertThat(lower.lines().getFirst().overDeliveredWatts()).isZero();
  }

  @Test
  void shouldAddUpWhatWasAskedAndWhatWasGiven() {
    long[] watts = new long[361];
    java.util.Arrays.fill(watts, 3_000);
    watts[0] = 9_000;
    watts[1] = 5_000;
    PowerReport report = played(event(0, 3_600_000L), 9_000, watts).asRecorded();

    Totals totals = report.totals();

    assertThat(totals.commandedAwayWattHours()).isEqualTo(5_000);
    // An hour of 6000 less 10 s of 6000 and 10 s of 2000.
    assertThat(totals.deliveredWattHours()).isEqualTo(6_000 - 80_000 / 3_600 - 1);
    assertThat(totals.overDeliveredWattHours()).isEqualTo(1_000L * 3_580 / 3_600);
    assertThat(totals.shortWattHours()).isEqualTo((50_000 + 10_000) / 3_600);
    assertThat(totals.secondsAboveLimit()).isEqualTo(20);
    assertThat(totals.secondsUntilMet()).isEqualTo(30);
    assertThat(totals.secondsNotMetered()).isZero();
  }

  @Test
  void shouldJudgeNothingBeforeTheRampIsOver() {
    PowerReport report =
        played(event(60_000, 600_000L), 9_000, 9, 9, 9, 9, 9, 9_000, 9_000, 9_000).asRecorded();

    List<Line> lines = report.lines();
    // The last of the ten steps holds the target already.
    assertThat(lines.get(4).isHeld()).isFalse();
    assertThat(lines.get(4).overDeliveredWatts()).isNull();
    assertThat(lines.get(6).isHeld()).isTrue();
    assertThat(lines.get(6).shortWatts()).isEqualTo(5_000);
    assertThat(lines.get(0).commandedWatts()).isEqualTo(HARDWARE - (HARDWARE - TARGET) * 2 / 10);
  }

  @Test
  void shouldMarkWhatNoReadingCoversRatherThanGuess() {
    PowerEvent event = event(0, 600_000L);
    Recording recording = recording(event);
    recording.read(new Reading(3_000, START), START);
    recording.advance(START, event, new Recording.Books(HARDWARE, 3_500));
    recording.advance(START + 200_000, event, new Recording.Books(HARDWARE, 3_500));

    PowerReport report = recording.report(START + 200_000);

    assertThat(report.lines().get(5).meteredWatts()).isEqualTo(3_000);
    assertThat(report.lines().get(6).meteredWatts()).isNull();
    assertThat(report.lines().get(6).coveredPermille()).isZero();
    assertThat(report.lines().get(6).shortWatts()).isNull();
    assertThat(report.lines().get(6).plannedWatts()).isEqualTo(3_500);
    assertThat(report.totals().secondsNotMetered()).isEqualTo(140);
    assertThat(report.totals().overDeliveredWattHours()).as("without a baseline").isNull();
  }

  @Test
  void shouldHaveNoBaselineOfReadingsThatWereTooOld() {
    MeterTrail trail = new MeterTrail();
    trail.add(new Reading(9_000, START - 700_000));

    assertThat(trail.mean(START - Baseline.MILLIS, START, LIFE)).isNull();
    trail.add(new Reading(8_000, START - 30_000));
    assertThat(trail.mean(START - Baseline.MILLIS, START, LIFE))
        .isEqualTo(new Baseline(8_000, 30_000, START));
  }

  @Test
  void shouldKeepAThousandIntervalsAtMostWithoutLosingAMoment() {
    long seed = System.nanoTime() % 1_000_000;
    System.out.println("RecordingTest seed " + seed);
    Random random = new Random(seed);
    PowerEvent event = event(0, null);
    Recording recording = recording(event);
    long now = START;
    long wattMillis = 0;
    long before = 0;
    for (int i = 0; i < 5_000; i++) {
      recording.advance(now, event, new Recording.Books(HARDWARE, 5_000));
      before = random.nextInt(8_000);
      recording.read(new Reading(before, now), now);
      long more = 1_000L + random.nextInt(50_000);
      wattMillis += before * more;
      now += more;
    }
    recording.advance(now, event, new Recording.Books(HARDWARE, 5_000));
    recording.read(new Reading(0, now), now);

    PowerReport report = recording.asRecorded();

    assertThat(report.lines()).as("seed %d", seed).hasSizeBetween(400, Recording.INTERVALS_MAX);
    assertThat(report.lines().stream().mapToLong(Line::millis).sum()).isEqualTo(now - START);
    long told =
        report.lines().stream().mapToLong(line -> line.millis() * line.meteredWatts()).sum();
    // Each mean is rounded by at most half a watt.
    assertThat(Math.abs(told - wattMillis)).as("seed %d", seed).isLessThanOrEqualTo(now - START);
  }

  @Test
  void shouldKeepTheHistoryOfOneThatIsWithdrawn() {
    PowerEvent event = event(0, 600_000L);
    Recording recording = played(event, 9_000, 3_000, 3_000, 3_000);

    recording.withdraw(START + 30_000);

    PowerReport report = recording.asRecorded();
    assertThat(report.isWithdrawn()).isTrue();
    assertThat(report.over()).isEqualTo(START + 30_000);
    assertThat(report.lines()).hasSize(3);
    assertThat(recording.isComplete(START + 30_000)).isTrue();
  }

  @Test
  void shouldKeepWhatWasCommandedBeforeItWasReplaced() {
    PowerEvent first = event(0, 600_000L);
    Recording recording = recording(first);
    play(recording, first, 30_000, 3_000);
    PowerEvent second =
        new PowerEvent(
            first.id(),
            first.domain(),
            new Watts(2_000),
            first.kind(),
            first.noticeAt(),
            new EpochMillis(START + 30_000),
            0,
            new EpochMillis(START + 900_000),
            null,
            new Watts(TARGET));
    recording.advance(START + 30_000, second, new Recording.Books(HARDWARE, 3_000));
    recording.advance(START + 60_000, second, new Recording.Books(HARDWARE, 1_900));

    List<Line> lines = recording.asRecorded().lines();

    assertThat(lines.get(2).commandedWatts()).isEqualTo(TARGET);
    assertThat(lines.get(3).commandedWatts()).isEqualTo(2_000);
    assertThat(recording.asRecorded().isWithdrawn()).isFalse();
    assertThat(recording.over()).isEqualTo(START + 900_000);
  }

  @Test
  void shouldGoOnFromWhatWasWritten() {
    PowerEvent event = event(0, 600_000L);
    Recording whole = played(event, 9_000, 3_000, 3_500, 3_000, 2_000, 1_000);
    Recording first = recording(event);
    first.measureAgainst(trail(9_000));
    play(first, event, 20_000, 3_000, 3_500, 3_000);
    RecordingRow row = first.unwritten();
    assertThat(row).isNotNull();

    Recording second = new Recording(row, row.intervals(), LIFE);
    for (int i = 3; i <= 5; i++) {
      long drawn = new long[] {3_000, 3_500, 3_000, 2_000, 1_000, 1_000}[i];
      long now = START + i * 10_000L;
      second.advance(now, event, new Recording.Books(HARDWARE, drawn + 100));
      second.read(new Reading(drawn, now), now);
    }

    assertThat(second.asRecorded().lines()).isEqualTo(whole.asRecorded().lines());
    assertThat(second.asRecorded().totals()).isEqualTo(whole.asRecorded().totals());
  }
}
