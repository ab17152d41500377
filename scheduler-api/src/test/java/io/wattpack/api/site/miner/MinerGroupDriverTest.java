package io.wattpack.api.site.miner;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.site.Stopwatch;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.Watts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A group of stand-ins on virtual time. */
class MinerGroupDriverTest {
  private static final int NAMEPLATE = 3_000;
  private static final int RAMP_MILLIS = 2_000;
  private static final long DECLARED_MILLIS = 4_000;
  private static final DriverOptions OPTIONS =
      DriverOptions.DEFAULT.withParallelMax(8).withEscalateMillis(6_000);

  private final VirtualTime time = VirtualTime.create();
  private final List<StandInFirmware> machines = new ArrayList<>();
  private final List<Integer> confirmed = new ArrayList<>();
  private final RecordedAlarms alarms = new RecordedAlarms();
  private final Map<StandInFirmware, Long> suspectUntil = new LinkedHashMap<>();
  private WireFault fault = WireFault.NONE;
  private StandInNetwork network = new StandInNetwork(time, () -> fault);
  private Stopwatch stopwatch = new Stopwatch(time, time::execute);

  private MinerGroupDriver drive(int count) {
    for (int i = 0; i < count; i++) {
      StandInFirmware firmware = new StandInFirmware(time, NAMEPLATE, RAMP_MILLIS);
      machines.add(firmware);
      network.add(address(i), firmware);
    }
    return driver(count, new Random(1));
  }

  private MinerGroupDriver driver(int count, Random random) {
    return new MinerGroupDriver(
        group(count), controls(count, random), stopwatch, random, OPTIONS, alarms, this::hear);
  }

  /** No machine that has told the truth for a while may draw beyond what is confirmed. */
  private void hear(int awake) {
    confirmed.add(awake);
    long drawing =
        machines.stream()
            .filter(m -> !isSuspect(m) && m.watts() > OPTIONS.asleepWattsMax())
            .count();
    assertThat(drawing).isLessThanOrEqualTo(awake);
  }

  private boolean isSuspect(StandInFirmware machine) {
    return suspectUntil.getOrDefault(machine, 0L) > time.millis();
  }

  private List<JsonTcpMiner> controls(int count, Random random) {
    List<JsonTcpMiner> controls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      controls.add(
          new JsonTcpMiner(
              address(i), network, stopwatch, time::execute, random, JsonTcpOptions.DEFAULT));
    }
    return controls;
  }

  private static MinerAddress address(int i) {
    return new MinerAddress("m" + i, MinerAddress.PORT);
  }

  private static MinerGroup group(int count) {
    return new MinerGroup(
        new MinerGroupId("asics"),
        new PowerDomainId("mains"),
        Watts.of((long) count * NAMEPLATE),
        17_500,
        MinerActuator.VIRTUAL,
        DECLARED_MILLIS,
        DECLARED_MILLIS,
        0,
        FigureSource.ASSUMED);
  }

  private void adopt(MinerGroupDriver driver, MinerState known) {
    boolean runs = known == MinerState.STARTING || known == MinerState.ON;
    boolean isConfirmed = known == MinerState.OFF || known == MinerState.ON;
    int all = machines.size();
    driver.adopt(runs ? all : 0, known == MinerState.OFF ? 0 : all, isConfirmed);
  }

  private void pass(long millis) {
    time.advance(Duration.ofMillis(millis));
  }

  private long awake() {
    return machines.stream().filter(machine -> !machine.isAsleep()).count();
  }

  private MinerGroupDriver running(int count) {
    MinerGroupDriver driver = drive(count);
    adopt(driver, MinerState.OFF);
    pass(1_000);
    driver.run(machines.size());
    pass(20_000);
    assertThat(confirmed).containsExactly(count);
    confirmed.clear();
    return driver;
  }

  @Test
  void shouldConfirmOnlyWhenTheWattsAreGone() {
    MinerGroupDriver driver = running(4);

    driver.run(0);
    pass(1_000);
    assertThat(awake()).isZero();
    assertThat(confirmed).isEmpty();
    pass(10_000);

    assertThat(confirmed).endsWith(0).isSortedAccordingTo((a, b) -> b - a);
    assertThat(alarms.heard).containsExactly("adopted 0 awake, 0 unknown, 100 W");
  }

  @Test
  void shouldWakeJustSoManyAsWanted() {
    MinerGroupDriver driver = drive(5);
    adopt(driver, MinerState.OFF);

    driver.run(3);
    pass(20_000);
    assertThat(confirmed).containsExactly(3);
    assertThat(awake()).isEqualTo(3);
    driver.run(1);
    pass(20_000);

    assertThat(confirmed).containsExactly(3, 2, 1);
    assertThat(machines.getFirst().isAsleep()).isFalse();
    assertThat(awake()).isEqualTo(1);
  }

  @Test
  void shouldNotConfirmALiarAndRaiseAnAlarm() {
    MinerGroupDriver driver = running(4);
    machines.get(2).tell(Lie.KEEPS_DRAWING);

    driver.run(0);
    pass(60_000);

    assertThat(confirmed).containsExactly(3, 2, 1);
    assertThat(alarms.heard).contains("1 stragglers, 3000 W");
    assertThat(alarms.stragglers.getFirst().machine()).isEqualTo("m2:4028");
    assertThat(alarms.stragglers.getFirst().news())
        .isEqualTo("should sleep, says ASLEEP, draws 3000 W");

    machines.get(2).tell(Lie.NONE);
    pass(60_000);

    assertThat(confirmed).containsExactly(3, 2, 1, 0);
    assertThat(alarms.heard).endsWith("obeyed");
  }

  @Test
  void shouldWaitForOneThatSleepsLate() {
    MinerGroupDriver driver = running(2);
    machines.get(1).tell(Lie.SLEEPS_LATE);

    driver.run(0);
    pass(9_000);
    assertThat(confirmed).containsExactly(1);
    pass(60_000);

    assertThat(confirmed).containsExactly(1, 0);
    assertThat(alarms.heard).contains("obeyed");
  }

  @Test
  void shouldCountAMachineThatDoesNotAnswerWithItsShare() {
    MinerGroupDriver driver = running(3);
    fault = WireFault.REFUSED;

    driver.run(0);
    pass(60_000);

    assertThat(confirmed).isEmpty();
    assertThat(alarms.straggling).isEqualTo(Watts.of(9_000));
    assertThat(alarms.stragglers.getFirst().news()).contains("m0:4028").contains("refused");
  }

  @Test
  void shouldNotConfirmARiseWhenOneStaysAsleep() {
    MinerGroupDriver driver = drive(2);
    machines.getLast().tell(Lie.STAYS_ASLEEP);
    adopt(driver, MinerState.OFF);

    driver.run(machines.size());
    pass(60_000);

    assertThat(confirmed).isEmpty();
    assertThat(alarms.stragglers).hasSize(1);
  }

  @Test
  void shouldConfirmAFallThatComesBeforeTheRiseIsDone() {
    MinerGroupDriver driver = drive(3);
    adopt(driver, MinerState.OFF);
    driver.run(machines.size());
    pass(500);

    driver.run(0);
    pass(30_000);

    assertThat(confirmed).endsWith(0).doesNotContain(3);
    assertThat(awake()).isZero();
  }

  @Test
  void shouldTellAMachineAgainThatWakesByItself() {
    MinerGroupDriver driver = running(2);
    driver.run(0);
    pass(20_000);
    confirmed.clear();

    machines.getFirst().restart(true);
    pass(40_000);

    assertThat(machines.getFirst().isAsleep()).isTrue();
    assertThat(confirmed).isEmpty();
  }

  @Test
  void shouldRaiseAnAlarmWhenOneThatSleptKeepsDrawingAgain() {
    MinerGroupDriver driver = running(2);
    driver.run(0);
    pass(20_000);

    machines.getFirst().tell(Lie.KEEPS_DRAWING);
    pass(40_000);

    assertThat(alarms.stragglers).hasSize(1);
    assertThat(alarms.straggling).isEqualTo(Watts.of(NAMEPLATE));
  }

  @Test
  void shouldAdoptWhatRunsWithoutAWord() {
    MinerGroupDriver driver = drive(3);
    machines.forEach(StandInFirmware::awake);

    adopt(driver, MinerState.ON);
    pass(60_000);

    assertThat(alarms.heard).containsExactly("adopted 3 awake, 0 unknown, 9000 W");
    assertThat(confirmed).isEmpty();
    assertThat(machines.getFirst().heard()).doesNotContain("curtail wakeup");
  }

  @Test
  void shouldFinishWhatWasOnItsWayWhenAdopted() {
    MinerGroupDriver driver = drive(2);
    machines.forEach(StandInFirmware::awake);

    adopt(driver, MinerState.STOPPING);
    pass(60_000);

    assertThat(confirmed).endsWith(0);
    assertThat(awake()).isZero();

    confirmed.clear();
    adopt(driver(2, new Random(2)), MinerState.STARTING);
    pass(5_000);
    assertThat(confirmed).containsExactly(2);
  }

  @Test
  void shouldPutToSleepWhatRunsThoughTheHubKnowsItOff() {
    MinerGroupDriver driver = drive(2);
    machines.forEach(StandInFirmware::awake);

    adopt(driver, MinerState.OFF);
    pass(20_000);

    assertThat(awake()).isZero();
  }

  @Test
  void shouldAimAtTheShareAndSayWhenMoreIsDrawnThanDeclared() {
    MinerGroupDriver driver = drive(2);
    machines.getFirst().tell(Lie.DRAWS_MORE);
    adopt(driver, MinerState.OFF);

    driver.run(machines.size());
    pass(60_000);

    assertThat(machines.getFirst().targetWatts()).isEqualTo(NAMEPLATE);
    assertThat(machines.getLast().targetWatts()).isZero();
    assertThat(alarms.heard)
        .anySatisfy(line -> assertThat(line).startsWith("draws ").endsWith(" of 6000 W"));
  }

  @Test
  void shouldKeepToItsParallelism() {
    MinerGroupDriver driver = running(40);
    driver.run(0);
    pass(30_000);

    assertThat(confirmed).endsWith(0);
    assertThat(network.openMax()).isEqualTo(OPTIONS.parallelMax());
  }

  @Test
  void shouldSendNothingMoreWhenClosed() {
    MinerGroupDriver driver = running(20);
    driver.run(0);

    driver.close();
    pass(60_000);

    assertThat(awake()).isGreaterThanOrEqualTo(20 - OPTIONS.parallelMax());
    assertThat(confirmed).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("wattpack.miners.seeds", 8));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldObeyOrEscalateWhateverGoesWrong(long seed) {
    System.out.println("MinerGroupDriverTest seed " + seed);
    Random random = new Random(seed);
    boolean[] isQuiet = {false};
    network = new StandInNetwork(time, () -> isQuiet[0] ? WireFault.NONE : randomFault(random));
    MinerGroupDriver driver = drive(20);
    adopt(driver, MinerState.OFF);

    for (int order = 0; order < 12; order++) {
      int awake = random.nextInt(21);
      driver.run(awake);
      for (int second = 0; second < 5 + random.nextInt(40); second++) {
        trouble(random);
        pass(1_000);
      }
    }
    isQuiet[0] = true;
    machines.forEach(machine -> machine.tell(Lie.NONE));
    driver.run(0);
    driver.run(20);
    driver.run(0);

    boolean isDone =
        time.runUntil(Duration.ofMinutes(10), () -> awakeInTruth() == 0 && lastConfirmed() == 0);
    assertThat(isDone).isTrue();
    pass(60_000);
    assertThat(alarms.stragglers).isEmpty();
  }

  private static WireFault randomFault(Random random) {
    WireFault[] all = WireFault.values();
    return random.nextInt(5) > 0 ? WireFault.NONE : all[random.nextInt(all.length)];
  }

  private void trouble(Random random) {
    StandInFirmware machine = machines.get(random.nextInt(machines.size()));
    switch (random.nextInt(12)) {
      case 0 -> lie(machine, Lie.values()[random.nextInt(Lie.values().length)]);
      case 1 -> machine.restart(false);
      case 2 -> machine.hold("somebody");
      case 3, 4 -> lie(machine, Lie.NONE);
      default -> {}
    }
  }

  /** Until the driver has looked again after the lie, it may count on what was true before. */
  private void lie(StandInFirmware machine, Lie lie) {
    machine.tell(lie);
    boolean isOver = lie == Lie.NONE;
    suspectUntil.put(machine, isOver ? time.millis() + 60_000 : Long.MAX_VALUE);
  }

  private int lastConfirmed() {
    return confirmed.isEmpty() ? -1 : confirmed.getLast();
  }

  private long awakeInTruth() {
    return machines.stream().filter(m -> m.watts() > OPTIONS.asleepWattsMax()).count();
  }
}
