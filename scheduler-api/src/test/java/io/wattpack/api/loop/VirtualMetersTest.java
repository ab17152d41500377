package io.wattpack.api.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.config.FleetFile;
import io.wattpack.api.config.FleetFileResult;
import io.wattpack.api.journal.StoreOptions;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.MeterReading;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobWork;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.PowerEventKind;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.MinerStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The meters of virtual sites read what runs there, and know nothing of what the hub has booked: so
 * neither can hide a mistake of the other.
 */
class VirtualMetersTest {
  private static final int STEPS = 7;
  private static final PowerDomainId GRID = new PowerDomainId("ga-grid");

  private final long seed = Long.getLong("wattpack.seed", System.nanoTime() % 1_000_000);
  private final RandomGenerator random = new java.util.SplittableRandom(seed);
  private final VirtualTime time = VirtualTime.shuffled(VirtualTime.create().instant(), seed);
  private final Map<PowerDomainId, Long> highest = new TreeMap<>();
  private LoopRig rig;
  private long readings;

  @BeforeEach
  void open(@TempDir Path folder) {
    rig = new LoopRig(folder, time).with(StoreOptions.DEFAULT);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static Fleet fleet(int steps) {
    try {
      Path file = Path.of("../deploy/examples/demo-fleet.yaml");
      Fleet fleet = ((FleetFileResult.Valid) FleetFile.read(file)).fleet();
      List<MinerGroup> miners =
          fleet.minerGroups().stream().map(group -> stepped(group, steps)).toList();
      return new Fleet(
          fleet.sites(),
          fleet.powerDomains(),
          fleet.gpuContainers(),
          fleet.nodes(),
          fleet.gpuModels(),
          miners,
          fleet.modelProfiles(),
          fleet.pools(),
          fleet.tenants());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MinerGroup stepped(MinerGroup group, int steps) {
    return new MinerGroup(
        group.id(),
        group.powerDomain(),
        group.watts(),
        steps,
        group.millijoulesPerTerahash(),
        group.actuator(),
        group.offMillis(),
        group.onMillis(),
        group.offMillisMin(),
        group.onMillisMin(),
        group.wearMicrosPerKilowatt(),
        group.source());
  }

  @Test
  void shouldNeverReadMoreThanTheCeilingWhileAnEventIsMet() {
    System.out.println("VirtualMetersTest seed " + seed);
    rig.metered(Duration.ofSeconds(1), Duration.ofSeconds(1), seed, this::compare);
    rig.started();
    rig.submit(new FleetApplied(fleet(STEPS), ManagedBy.FILE));
    rig.after(60_000);
    submitWork(150);
    rig.after(180_000);
    long before = domain(GRID).meter().watts().value();
    assertThat(before).as("seed %d: drawn before", seed).isGreaterThan(40_000);

    rig.submit(new PowerEventPosted(event(30_000)));
    boolean[] isPartial = new boolean[1];
    for (int second = 0; second < 900; second++) {
      rig.after(1_000);
      isPartial[0] |= rig.status().miners().stream().anyMatch(VirtualMetersTest::isPartial);
      if (second == 400) {
        rig.submit(new WeatherObserved(new SiteId("georgia"), 33_000, 39_000));
      }
    }

    assertThat(readings).as("seed %d: readings", seed).isGreaterThan(5_000);
    Map<Class<? extends Decision>, Long> decisions = decisions();
    assertThat(decisions).as("seed %d", seed).containsKeys(CapSet.class, ReplicaStop.class);
    assertThat(isPartial[0]).as("seed %d: miners run in part", seed).isTrue();
    assertThat(rig.status().domains())
        .as("seed %d: nothing is unexplained", seed)
        .allSatisfy(domain -> assertThat(domain.unexplained()).isEqualTo(Watts.ZERO));
    // The meter shows that the limit was met, and that the work was not simply all gone.
    assertThat(highest.get(GRID)).as("seed %d: highest of its ceiling", seed).isGreaterThan(800);
  }

  private void compare(TelemetryReported reported) {
    for (MeterReading meter : reported.meters()) {
      long ceiling = domain(meter.domain()).ceiling().value();
      long watts = meter.watts() == null ? 0 : meter.watts().value();
      assertThat(watts)
          .as("seed %d: %s at %s", seed, meter.domain(), reported.sampledAt())
          .isLessThanOrEqualTo(ceiling);
      highest.merge(meter.domain(), watts * 1000 / Math.max(1, ceiling), Math::max);
      readings++;
    }
  }

  private DomainStatus domain(PowerDomainId id) {
    return rig.status().domains().stream()
        .filter(domain -> domain.domain().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isPartial(MinerStatus miner) {
    return miner.steps().running() > 0 && miner.steps().running() < STEPS;
  }

  private Map<Class<? extends Decision>, Long> decisions() {
    return rig.entries().stream()
        .filter(entry -> entry.kind() == io.wattpack.api.journal.EntryKind.PLAN)
        .flatMap(entry -> entry.plan().bundles().stream())
        .flatMap(bundle -> bundle.decisions().stream())
        .collect(Collectors.groupingBy(Decision::getClass, Collectors.counting()));
  }

  private PowerEvent event(long target) {
    EpochMillis start = new EpochMillis(time.millis() + 120_000);
    return new PowerEvent(
        new PowerEventId("dr-1"),
        GRID,
        new Watts(target),
        PowerEventKind.HARD,
        new EpochMillis(time.millis()),
        start,
        60_000,
        start.plusMillis(480_000),
        null);
  }

  private void submitWork(int count) {
    Fleet fleet = rig.fleets.getLast();
    for (int number = 0; number < count; number++) {
      JobWork work =
          random.nextInt(3) == 0
              ? new BatchWork(
                  fleet.pools().getFirst().id().model(),
                  100_000,
                  1_000_000_000,
                  100,
                  new EpochMillis(time.millis() + 3_600_000),
                  List.of())
              : new TaskWork(
                  1 + random.nextInt(4),
                  GpuShare.WHOLE,
                  new Mebibytes(8_000),
                  List.of(),
                  600_000 + random.nextInt(3_000_000));
      ServiceTier tier = ServiceTier.values()[random.nextInt(ServiceTier.values().length)];
      rig.submit(
          new JobSubmitted(
              new Job(
                  new JobId("job-" + number),
                  fleet.tenants().getFirst().id(),
                  work instanceof BatchWork ? fleet.pools().getFirst().id().tier() : tier,
                  work,
                  new EpochMillis(time.millis()))));
    }
  }

  @Test
  void shouldLetTheJournalGrowByLittleOfTheDemoFleet() {
    rig.metered(Duration.ofSeconds(10), Duration.ofSeconds(30), seed, reading -> {});
    rig.started();
    rig.submit(new FleetApplied(fleet(1), ManagedBy.FILE));
    submitWork(150);
    rig.after(300_000);
    long before = bytesOfTelemetry();

    rig.after(3_600_000);

    long hour = bytesOfTelemetry() - before;
    System.out.printf(
        "telemetry of the demo fleet: %d bytes of journal an hour, seed %d%n", hour, seed);
    assertThat(hour).as("seed %d", seed).isBetween(50_000L, 2_000_000L);
  }

  private long bytesOfTelemetry() {
    return rig.store()
        .read(
            connection -> {
              try (var statement = connection.createStatement();
                  var rows =
                      statement.executeQuery(
                          "SELECT SUM(LENGTH(body)) FROM journal WHERE kind = 'INPUT' AND CAST(body AS TEXT) LIKE '%telemetry-reported%'")) {
                rows.next();
                return rows.getLong(1);
              }
            });
  }
}
