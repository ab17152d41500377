package io.wattpack.api.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.journal.StoreOptions;
import io.wattpack.api.report.power.PowerReport;
import io.wattpack.api.report.power.PowerReport.Line;
import io.wattpack.api.report.power.PowerReportSchema;
import io.wattpack.api.report.power.PowerReports;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.event.MeterReading;
import io.wattpack.core.event.PowerEventCancelled;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.PowerEventKind;
import io.wattpack.core.model.Regions;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of events at virtual sites, held against a sum of their meters made here. */
class PowerReportFlowTest {
  private static final PowerDomainId NORTH = SmallWorld.domain("north");
  private static final long READING_LIFE = 60_000;
  private static final long RAMP = 20_000;

  private final long seed = Long.getLong("wattpack.seed", System.nanoTime() % 1_000_000);
  private final VirtualTime time = VirtualTime.shuffled(VirtualTime.create().instant(), seed);

  /** By moment, what the meter read: south's alone. */
  private final TreeMap<Long, Long> heardSouth = new TreeMap<>();

  /** By moment, what the meter read: north's alone. */
  private final TreeMap<Long, Long> heard = new TreeMap<>();

  private LoopRig rig;
  private @Nullable PowerReports reports;

  @BeforeEach
  void open(@TempDir Path folder) {
    System.out.println("PowerReportFlowTest seed " + seed);
    rig =
        new LoopRig(folder, time)
            .with(StoreOptions.DEFAULT)
            .metered(Duration.ofSeconds(7), Duration.ofSeconds(20), seed, this::hear)
            .hearing(PowerReportSchema.MIGRATIONS, this::reports);
    rig.started();
    rig.submit(SmallWorld.applied("north", "south"));
    for (int i = 0; i < 4; i++) {
      rig.submit(SmallWorld.task("task-" + i, 3_000_000, time));
    }
    rig.after(900_000);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private PowerReports reports(LoopRig on) {
    reports = new PowerReports(on.store(), time, on.executor(), Duration.ofMillis(READING_LIFE));
    return reports;
  }

  private void hear(TelemetryReported reported) {
    for (MeterReading meter : reported.meters()) {
      if (meter.domain().equals(SmallWorld.domain("south")) && meter.watts() != null) {
        heardSouth.put(reported.sampledAt().value(), meter.watts().value());
      }
      if (meter.domain().equals(NORTH) && meter.watts() != null) {
        heard.put(reported.sampledAt().value(), meter.watts().value());
      }
    }
  }

  private PowerEvent post(String id, long target, long inMillis, long lastsMillis) {
    return post(NORTH, id, target, inMillis, lastsMillis);
  }

  private PowerEvent post(
      PowerDomainId domain, String id, long target, long inMillis, long lastsMillis) {
    EpochMillis start = new EpochMillis(time.millis() + inMillis);
    PowerEvent event =
        new PowerEvent(
            new PowerEventId(id),
            domain,
            new Watts(target),
            PowerEventKind.TARGET,
            new EpochMillis(time.millis()),
            start,
            RAMP,
            start.plusMillis(lastsMillis),
            null);
    rig.submit(new PowerEventPosted(event));
    return event;
  }

  private Optional<PowerReport> report(String id) {
    var asked = reports.report(id);
    time.runDue();
    return asked.join();
  }

  @Test
  void shouldReportJustWhatTheMetersOfTheSiteAddUpTo() {
    PowerEvent event = post("dr-1", 2_000, 120_000, 600_000);
    rig.after(300_000);
    // Dead in the middle of it, and back a little later.
    rig.kill();
    time.advance(Duration.ofSeconds(25));
    rig.started();
    rig.after(700_000);

    PowerReport report = report("dr-1").orElseThrow();

    long start = event.start().value();
    long over = start + 600_000 + RAMP;
    assertThat(report.origin()).isEqualTo(start);
    assertThat(report.over()).isEqualTo(over);
    assertThat(report.intervalMillis()).isEqualTo(10_000);
    assertThat(report.lines()).as("seed %d", seed).hasSize(62);
    long delivered = 0;
    for (Line line : report.lines()) {
      Sum sum = sum(line.at(), line.at() + line.millis());
      assertThat(line.coveredPermille()).isEqualTo((int) (1000 * sum.millis / line.millis()));
      // A mean is rounded to whole watts: half a watt on each side.
      assertThat(Math.abs(line.meteredWatts() - (double) sum.wattMillis / sum.millis))
          .as("seed %d: interval %s", seed, line)
          .isLessThanOrEqualTo(0.5);
      delivered += line.millis() * (baseline(report) - line.meteredWatts());
    }
    // The baseline is the mean of ten minutes before anything was told to stop.
    assertThat(report.baseline()).isNotNull();
    Sum before = sum(report.baseline().end() - 600_000, report.baseline().end());
    assertThat(report.baseline().end()).isBetween(start - 60_000, start);
    assertThat(Math.abs(baseline(report) - (double) before.wattMillis / before.millis))
        .isLessThanOrEqualTo(0.5);
    // Whole watt-hours are cut off: less than one is lost.
    assertThat(report.totals().deliveredWattHours()).isEqualTo(delivered / 3_600_000);
    assertThat(report.totals().deliveredWattHours()).as("seed %d", seed).isPositive();
    assertThat(report.totals().secondsAboveLimit()).as("seed %d", seed).isZero();
    assertThat(report.lines().get(30).commandedWatts()).isEqualTo(2_000);
    assertThat(report.lines().get(30).isHeld()).isTrue();
    assertThat(report.lines().get(30).plannedWatts())
        .isBetween(report.lines().get(30).meteredWatts(), 2_000L);
    assertThat(report.lines().getLast().isHeld()).isFalse();
  }

  private static long baseline(PowerReport report) {
    return report.baseline() == null ? 0 : report.baseline().watts();
  }

  private record Sum(long wattMillis, long millis) {}

  /** Each reading counts until the next, at most as long as readings do. */
  private Sum sum(long from, long to) {
    return sum(heard, from, to);
  }

  private static Sum sum(TreeMap<Long, Long> heard, long from, long to) {
    long wattMillis = 0;
    long millis = 0;
    for (Map.Entry<Long, Long> reading : heard.entrySet()) {
      Long next = heard.higherKey(reading.getKey());
      long begin = Math.max(from, reading.getKey());
      long end = Math.min(to, reading.getKey() + READING_LIFE);
      end = next == null ? end : Math.min(end, next);
      if (end > begin) {
        wattMillis += reading.getValue() * (end - begin);
        millis += end - begin;
      }
    }
    return new Sum(wattMillis, millis);
  }

  /** A sum is as old as its oldest part: what is off is at most one reading at each end. */
  @Test
  void shouldReportForTheFleetWhatTheMetersOfItsSitesAddUpTo() {
    PowerEvent event = post(Regions.FLEET, "all", 4_000, 120_000, 600_000);
    rig.after(1_000_000);

    PowerReport report = report("all").orElseThrow();

    long start = event.start().value();
    long over = start + 600_000 + RAMP;
    assertThat(report.lines()).as("seed %d", seed).hasSize(62);
    long metered = 0;
    for (Line line : report.lines()) {
      assertThat(line.coveredPermille()).as("seed %d: %s", seed, line).isEqualTo(1_000);
      metered += line.millis() * line.meteredWatts();
    }
    long north = sum(start, over).wattMillis;
    long south = sum(heardSouth, start, over).wattMillis;
    System.out.printf("seed %d: %d W ms of %d and %d%n", seed, metered, north, south);
    assertThat(north).isPositive();
    assertThat(south).isPositive();
    assertThat(metered / (double) (north + south)).as("seed %d", seed).isBetween(0.97, 1.03);
    assertThat(report.lines().get(30).commandedWatts()).isEqualTo(4_000);
    assertThat(report.lines().get(30).plannedWatts()).isLessThanOrEqualTo(4_000);
    assertThat(report.totals().secondsAboveLimit()).isZero();
  }

  @Test
  void shouldKeepTheReportOfOneThatWasTakenBackAndForgetOneThatNeverBegan() {
    post("gone", 2_000, 600_000, 60_000);
    post("short", 2_000, 0, 600_000);
    rig.after(100_000);

    rig.submit(new PowerEventCancelled(new PowerEventId("gone")));
    rig.submit(new PowerEventCancelled(new PowerEventId("short")));
    rig.after(200_000);
    rig.kill();
    rig.started();

    assertThat(report("gone")).isEmpty();
    PowerReport kept = report("short").orElseThrow();
    assertThat(kept.isWithdrawn()).isTrue();
    // A hundred seconds, and the way back.
    assertThat(kept.lines()).hasSize(12);
    assertThat(kept.lines().get(5).isHeld()).isTrue();
    assertThat(kept.lines().get(11).isHeld()).isFalse();
  }

  @Test
  void shouldAnswerWhileTheEventHolds() {
    post("now", 2_000, 0, 600_000);
    rig.after(95_000);

    PowerReport report = report("now").orElseThrow();

    assertThat(report.lines()).hasSize(10);
    assertThat(report.lines().getLast().millis()).isEqualTo(5_000);
    assertThat(report.lines().getLast().meteredWatts()).isNotNull();
    assertThat(report.isWithdrawn()).isFalse();
  }
}
