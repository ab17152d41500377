package io.wattpack.api.site.miner;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.site.DesiredMiner;
import io.wattpack.api.site.Outbox;
import io.wattpack.api.site.Stopwatch;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.units.Watts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stand-ins that are switched in steps, on virtual time. */
class SteppedMachinesTest {
  private static final int NAMEPLATE = 3_000;
  private static final MinerGroupId ASICS = new MinerGroupId("asics");

  private final VirtualTime time = VirtualTime.create();
  private final List<StandInFirmware> machines = new ArrayList<>();
  private final List<Event> heard = new ArrayList<>();
  private final StandInNetwork network = new StandInNetwork(time, () -> WireFault.NONE);

  private SteppedMachines group(int count, int steps) {
    List<MinerAddress> addresses =
        IntStream.range(0, count)
            .mapToObj(i -> new MinerAddress("m" + i, MinerAddress.PORT))
            .toList();
    for (MinerAddress address : addresses) {
      machines.add(new StandInFirmware(time, NAMEPLATE, 2_000));
      network.add(address, machines.getLast());
    }
    JsonTcpMiners kind =
        new JsonTcpMiners(
            Map.of(ASICS, addresses),
            network,
            new Random(1),
            DriverOptions.DEFAULT,
            new RecordedAlarms());
    Outbox outbox =
        new Outbox(new SiteId("north"), (site, event) -> hear(event), time, time::execute);
    MinerGroup declared =
        new MinerGroup(
            ASICS,
            new PowerDomainId("mains"),
            Watts.of((long) count * NAMEPLATE),
            steps,
            17_500,
            MinerActuator.JSON_TCP,
            4_000,
            4_000,
            0,
            0,
            0,
            FigureSource.ASSUMED);
    Stopwatch stopwatch = new Stopwatch(time, time::execute);
    return (SteppedMachines) kind.open(declared, stopwatch, outbox, time::execute);
  }

  private CompletableFuture<Long> hear(Event event) {
    heard.add(event);
    return CompletableFuture.completedFuture(1L);
  }

  private List<Event> after(long millis) {
    time.advance(Duration.ofMillis(millis));
    List<Event> news = List.copyOf(heard);
    heard.clear();
    return news;
  }

  private long awake() {
    return machines.stream().filter(machine -> !machine.isAsleep()).count();
  }

  private static DesiredMiner desired(int steps, long order, MinerState known) {
    return new DesiredMiner(ASICS, steps, order, known);
  }

  private static MinerStopped stopped(int steps, long order) {
    return new MinerStopped(ASICS, steps, order);
  }

  @Test
  void shouldRunTheMachinesThatFitIntoTheSteps() {
    SteppedMachines group = group(6, 4);
    group.adopt(desired(0, 0, MinerState.OFF));
    after(1_000);

    group.follow(desired(3, 7, MinerState.STARTING));

    assertThat(after(30_000)).containsExactly(new MinerStarted(ASICS, 3, 7));
    assertThat(awake()).isEqualTo(4);
  }

  @Test
  void shouldAnswerTheNewestOrderStepByStep() {
    SteppedMachines group = group(4, 4);
    group.adopt(desired(0, 0, MinerState.OFF));
    group.follow(desired(4, 1, MinerState.STARTING));
    after(30_000);
    machines.get(3).tell(Lie.KEEPS_DRAWING);

    group.follow(desired(2, 2, MinerState.STOPPING));
    assertThat(after(30_000)).containsExactly(stopped(3, 2));
    group.follow(desired(1, 3, MinerState.STOPPING));
    assertThat(after(30_000)).containsExactly(stopped(2, 3));
    machines.get(3).tell(Lie.NONE);

    assertThat(after(60_000)).containsExactly(stopped(1, 3));
    assertThat(awake()).isEqualTo(1);
  }

  @Test
  void shouldAnswerAnOrderThatChangesNoMachine() {
    SteppedMachines group = group(1, 4);
    group.adopt(desired(4, 1, MinerState.ON));
    after(1_000);
    group.follow(desired(3, 2, MinerState.STOPPING));
    assertThat(after(60_000)).containsExactly(stopped(3, 2));

    group.follow(desired(2, 3, MinerState.STOPPING));
    assertThat(after(60_000)).containsExactly(stopped(2, 3));
  }
}
