package io.wattpack.api.site.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattpack.api.site.Stopwatch;
import io.wattpack.api.time.ScheduledTimer;
import io.wattpack.core.units.Watts;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocol over real sockets, against a stand-in that goes wrong in every way. */
class JsonTcpMinerTest {
  private static final SocketLimits LIMITS = new SocketLimits(2_000, 300, 600, 1 << 16);
  private static final JsonTcpOptions OPTIONS = new JsonTcpOptions(5_000, 20);

  private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final StandInFirmware firmware = new StandInFirmware(Clock.systemUTC(), 3_500, 0).awake();
  private final StandInMiner standIn = new StandInMiner(firmware);
  private final JsonTcpMiner miner = miner(standIn.address(), OPTIONS);

  private JsonTcpMiner miner(String address, JsonTcpOptions options) {
    ScheduledTimer timer = new ScheduledTimer(timers);
    return new JsonTcpMiner(
        MinerAddress.parse(address),
        new SocketTransport(threads, timer, LIMITS),
        new Stopwatch(timer, executor),
        executor,
        new Random(7),
        options);
  }

  @AfterEach
  void close() {
    standIn.close();
    threads.shutdownNow();
    timers.shutdownNow();
    executor.shutdownNow();
  }

  private static <T> T await(CompletableFuture<T> answer) {
    return answer.orTimeout(12, TimeUnit.SECONDS).join();
  }

  private static MinerException failure(CompletableFuture<?> answer) {
    try {
      await(answer);
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(MinerException.class);
      return (MinerException) e.getCause();
    }
    throw new AssertionError("It did not fail.");
  }

  @Test
  void shouldReadWhatTheMachineDrawsAndDoes() {
    assertThat(await(miner.read()))
        .isEqualTo(new MinerReading(Watts.of(3_500), MinerMode.AWAKE, null, true, 200_000));
  }

  @Test
  void shouldSleepAndWakeInASessionOfItsOwn() {
    await(miner.sleep());

    assertThat(firmware.heard()).containsExactly("logon", "curtail sleep", "logoff");
    assertThat(await(miner.read()))
        .isEqualTo(
            new MinerReading(
                Watts.of(StandInFirmware.ASLEEP_WATTS), MinerMode.ASLEEP, null, true, 0));

    await(miner.wake());

    assertThat(await(miner.read()).mode()).isEqualTo(MinerMode.AWAKE);
    assertThat(firmware.hasSession()).isFalse();
  }

  @Test
  void shouldAimAtAPowerTargetWhereTheFirmwareHasOne() {
    await(miner.aimAt(Watts.of(2_100)));

    assertThat(await(miner.read()))
        .isEqualTo(
            new MinerReading(Watts.of(2_100), MinerMode.AWAKE, Watts.of(2_100), true, 200_000));
  }

  @Test
  void shouldSayThatThereIsNoPowerTargetWhereTheFirmwareHasNone() {
    firmware.withoutTarget();

    assertThat(await(miner.read()).takesPowerTarget()).isFalse();
    assertThat(failure(miner.aimAt(Watts.of(2_100))).fault()).isEqualTo(MinerFault.REFUSED);
    assertThat(firmware.hasSession()).isFalse();
  }

  @Test
  void shouldNotGuessTheModeWhereTheFirmwareHasNoWordForIt() {
    firmware.withoutCurtailMode();

    assertThat(await(miner.read()).mode()).isEqualTo(MinerMode.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "DROPPED, CLOSED_EARLY",
    "HALF, CLOSED_EARLY",
    "SILENT, TOO_LATE",
    "TRICKLING, TOO_LATE",
    "GARBAGE, MALFORMED",
    "NOT_AN_OBJECT, MALFORMED",
    "TRAILING, MALFORMED",
    "NO_STATUS, NO_STATUS",
    "ODD_STATUS, NO_STATUS",
    "ERROR, REFUSED",
    "FATAL, REFUSED",
    "NO_SECTION, NO_SECTION",
    "ODD_FIGURES, BAD_VALUE",
    "HUGE, TOO_LARGE"
  })
  void shouldNameMachineCommandAndCauseWhenAReadingFails(WireFault wire, MinerFault expected) {
    standIn.fail(WireFault.NONE, WireFault.NONE, wire);

    MinerException failure = failure(miner.read());

    assertThat(failure.fault()).isEqualTo(expected);
    assertThat(failure)
        .hasMessageContaining("The miner %s, asked for power,".formatted(standIn.address()))
        .hasMessageContaining(".\nMaybe " + expected.advice());
    assertThat(await(miner.read()).watts()).isEqualTo(Watts.of(3_500));
  }

  @ParameterizedTest
  @CsvSource({"NUL", "WARNING"})
  void shouldTakeAReplyThatEndsWithNulOrWarns(WireFault wire) {
    standIn.fail(wire, wire, wire);

    assertThat(await(miner.read()).watts()).isEqualTo(Watts.of(3_500));
  }

  @ParameterizedTest
  @CsvSource({
    "DROPPED, CLOSED_EARLY",
    "HALF, CLOSED_EARLY",
    "SILENT, TOO_LATE",
    "GARBAGE, MALFORMED",
    "NO_STATUS, NO_STATUS",
    "ERROR, REFUSED"
  })
  void shouldLeaveNoSessionBehindWhenAnOrderFails(WireFault wire, MinerFault expected) {
    standIn.fail(WireFault.NONE, wire);

    assertThat(failure(miner.sleep()).fault()).isEqualTo(expected);
    assertThat(firmware.hasSession()).isFalse();
  }

  @Test
  void shouldNameTheMachineWhenNobodyListens() {
    standIn.close();

    MinerException failure = failure(miner.sleep());

    assertThat(failure.fault()).isEqualTo(MinerFault.UNREACHABLE);
    assertThat(failure).hasMessageContaining(standIn.address()).hasMessageContaining("logon");
  }

  @Test
  void shouldNameTheMachineWhenItsNameIsUnknown() {
    assertThat(failure(miner("no-such-miner.invalid", OPTIONS).read()))
        .hasMessageContaining("no-such-miner.invalid:4028");
  }

  @Test
  void shouldWaitWhenSomebodyElseHasTheSession() {
    firmware.hold("other");
    CompletableFuture<Void> order = miner.sleep();
    Awaitility.await().until(() -> firmware.heard().size() >= 3);
    assertThat(order).isNotDone();

    firmware.hold("");

    await(order);
    assertThat(firmware.isAsleep()).isTrue();
  }

  @Test
  void shouldGiveUpAtTheDeadlineWhenTheSessionStaysTaken() {
    firmware.hold("other");

    MinerException failure = failure(miner(standIn.address(), new JsonTcpOptions(200, 20)).sleep());

    assertThat(failure.fault()).isEqualTo(MinerFault.SESSION_TAKEN);
    assertThat(failure).hasMessageContaining("200 ms").hasMessageContaining("Another session");
    assertThat(firmware.isAsleep()).isFalse();
  }

  @Test
  void shouldAskForANewSessionWhenItsOwnHasExpired() {
    firmware.expireNextSession();

    await(miner.sleep());

    assertThat(firmware.heard())
        .containsExactly("logon", "curtail sleep", "logoff", "logon", "curtail sleep", "logoff");
  }

  @Test
  void shouldNotShowASessionToAnybody() {
    firmware.expireNextSession();
    firmware.expireNextSession();

    assertThat(failure(miner.sleep()))
        .hasMessageContaining("(session)")
        .hasMessageNotContaining("sEcReT");
    standIn.fail(WireFault.NONE, WireFault.NO_STATUS);
    assertThat(failure(miner.sleep())).hasMessageNotContaining("sEcReT");
    standIn.fail(WireFault.NO_STATUS);
    assertThat(failure(miner.sleep())).hasMessageNotContaining("sEcReT");
  }

  @Test
  void shouldKeepTheOrderOfOrders() {
    CompletableFuture<Void> sleep = miner.sleep();
    CompletableFuture<Void> wake = miner.wake();
    await(sleep);
    await(wake);

    assertThat(firmware.heard())
        .containsExactly("logon", "curtail sleep", "logoff", "logon", "curtail wakeup", "logoff");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.7, 10.0.0.7:4028",
    "10.0.0.7:80, 10.0.0.7:80",
    "miner-3.site.example, miner-3.site.example:4028",
    "'[fd00::1]', '[fd00::1]:4028'",
    "'[fd00::1]:4029', '[fd00::1]:4029'"
  })
  void shouldReadAnAddress(String text, String whole) {
    assertThat(MinerAddress.parse(text)).hasToString(whole);
    assertThat(MinerAddress.parse(whole)).isEqualTo(MinerAddress.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"''", "a b", "a:0", "a:65536", "a:b", "'fd00::1'", "a:1:2"})
  void shouldRefuseWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> MinerAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
