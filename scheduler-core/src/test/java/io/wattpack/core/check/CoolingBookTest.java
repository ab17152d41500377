package io.wattpack.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The checker's own idea of cooling: a node of 1,000 W with four GPUs of 300 W, cooled for a
 * quarter of that at 20 degrees, a hundredth more per kelvin above.
 */
class CoolingBookTest {
  private static final SiteId SITE = new SiteId("solo");
  private static final PowerDomainId GRID = new PowerDomainId("grid");
  private static final PowerDomainId PDU = new PowerDomainId("pdu");
  private static final int TOP = 0;
  private static final int BOX = 1;
  private static final EpochMillis NOW = new EpochMillis(1);

  private final UndoLog undo = new UndoLog();

  private FleetBook fleet = new FleetBook(Fleet.EMPTY);

  private PowerBook book(PowerDomainId feeder, @Nullable Watts capacity) {
    return book(feeder, capacity, 100_000);
  }

  private PowerBook book(PowerDomainId feeder, @Nullable Watts capacity, long gridWatts) {
    Site site = new Site(SITE, "solo", SiteKind.VIRTUAL, "ZONE", "US-GA", 100, 100);
    GpuContainerCooling cooling =
        new GpuContainerCooling(250, 10, 20_000, capacity, 20, 30_000, feeder);
    GpuContainer box = new GpuContainer(new GpuContainerId("box"), PDU, List.of(), cooling);
    Node node =
        new Node(
            new NodeId("n1"),
            box.id(),
            PDU,
            new GpuModelId("gpu"),
            4,
            new Watts(1_000),
            0,
            FigureSource.ASSUMED);
    GpuModel model =
        new GpuModel(
            node.gpuModel(),
            new Mebibytes(1_000),
            Watts.ZERO,
            new Watts(300),
            Watts.ZERO,
            FigureSource.ASSUMED);
    Fleet drawn =
        new Fleet(
            List.of(site),
            List.of(
                domain(GRID, null, PowerDomainKind.INTERCONNECT, gridWatts),
                domain(PDU, GRID, PowerDomainKind.CONTAINER_PDU, 100_000)),
            List.of(box),
            List.of(node),
            List.of(model),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(FleetRules.faultOf(drawn)).isNull();
    fleet = new FleetBook(drawn);
    return new PowerBook(fleet, undo);
  }

  /** It draws 10 W itself. */
  private static PowerDomain domain(
      PowerDomainId id, @Nullable PowerDomainId parent, PowerDomainKind kind, long watts) {
    return new PowerDomain(
        id,
        SITE,
        parent,
        kind,
        new Watts(watts),
        1000,
        Watts.ZERO,
        new Watts(10),
        FigureSource.ASSUMED);
  }

  private static void warm(PowerBook book, int outside) {
    book.observe(new WeatherObserved(SITE, 0, outside));
  }

  @Test
  void shouldCountCoolingFromWhereItIsFedUp() {
    PowerBook above = book(GRID, null);
    warm(above, 20_000);
    assertThat(above.ceiling(BOX)).isEqualTo(1_010);
    assertThat(above.ceiling(TOP)).isEqualTo(1_270);

    above.changeServer(0, 300);

    assertThat(above.ceiling(BOX)).isEqualTo(1_310);
    assertThat(above.ceiling(TOP)).isEqualTo(1_020 + 300 + 325);
    above.changeServer(0, -300);
    assertThat(above.ceiling(TOP)).isEqualTo(1_270);
  }

  @Test
  void shouldCountThirtyDegreesWhileNobodyKnows() {
    assertThat(book(PDU, null).ceiling(BOX)).isEqualTo(1_010 + 350);
  }

  @Test
  void shouldRoundUpTheWholeOnce() {
    PowerBook book = book(PDU, null);
    warm(book, 20_015);

    // 0.25015 of 1,000 W, and of 1,300 W.
    assertThat(book.ceiling(BOX)).isEqualTo(1_010 + 251);
    book.changeServer(0, 300);
    assertThat(book.ceiling(BOX)).isEqualTo(1_310 + 326);
  }

  @Test
  void shouldTakeTheWeatherBackWithARollback() {
    PowerBook book = book(GRID, new Watts(2_000));
    warm(book, 20_000);
    undo.checkpoint();

    warm(book, 40_000);
    book.changeServer(0, 300);
    assertThat(book.ceiling(TOP)).isEqualTo(1_020 + 300 + 585);
    assertThat(book.cap(BOX, NOW)).isEqualTo(1_610);
    undo.rollback();

    assertThat(book.ceiling(TOP)).isEqualTo(1_270);
    assertThat(book.cap(BOX, NOW)).isEqualTo(2_010);
  }

  @Test
  void shouldBoundTheDomainByTheHeatAndWhatCoolingDrawsForIt() {
    PowerBook book = book(PDU, new Watts(2_000));
    warm(book, 20_000);

    assertThat(book.cap(BOX, NOW)).isEqualTo(10 + 2_000 + 500);
    assertThat(book.cap(TOP, NOW)).isEqualTo(100_000);
  }

  @Test
  void shouldNeverCountMoreThanThreeWattsForOne() {
    PowerBook book = book(PDU, new Watts(2_000));

    warm(book, Integer.MAX_VALUE);

    assertThat(book.ceiling(BOX)).isEqualTo(1_010 + 3_000);
    assertThat(book.cap(BOX, NOW)).isEqualTo(10);
  }

  /** A replica on some GPUs of the node. */
  private static LivingReplica onGpus(int count) {
    int[] gang = new int[2 + count];
    gang[0] = 1;
    for (int gpu = 0; gpu < count; gpu++) {
      gang[2 + gpu] = gpu;
    }
    return new LivingReplica(
        new JobId("job"),
        7,
        new ReplicaShare(0, 0, 0, (short) 1000),
        (byte) 0,
        LivingReplica.codeOf(ReplicaState.STARTING),
        0,
        -1,
        gang);
  }

  private @Nullable String fault(PowerBook book, int gpus) {
    return book.faultOfReplica(onGpus(gpus), new DeviceBook(fleet, undo), NOW);
  }

  @Test
  void shouldCompareCoolingWithTheCapsAboveWhereItIsFed() {
    PowerBook enough = book(PDU, null, 1_020 + 300 + 325);
    warm(enough, 20_000);
    assertThat(fault(enough, 1)).isNull();

    PowerBook scarce = book(PDU, null, 1_020 + 300 + 325 - 1);
    warm(scarce, 20_000);

    assertThat(fault(scarce, 1))
        .isEqualTo(
            "Replica r-7 raises power domain grid by 375 W to 1645 W, above its cap of 1644 W.");
  }

  @Test
  void shouldCompareWithoutCoolingBelowWhereItIsFed() {
    PowerBook book = book(GRID, new Watts(1_300));
    warm(book, 20_000);

    assertThat(fault(book, 1)).isNull();
    assertThat(fault(book, 2)).contains("pdu by 600 W");
  }

  @Test
  void shouldAddUpTheGpusOfAReplicaBeforeItRounds() {
    PowerBook book = book(PDU, null, 1_020 + 1_200 + 551);
    warm(book, 20_015);

    // 0.25015 of 2,200 W are 550.33 W; GPU by GPU it would be 553 W.
    assertThat(fault(book, 4)).isNull();
    assertThat(fault(book, 4)).isNull();
  }
}
