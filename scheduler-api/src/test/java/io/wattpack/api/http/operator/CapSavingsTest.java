package io.wattpack.api.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.view.StatusView;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.PlacementStatus;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two feeders under one interconnect, a node with GPUs of 700 W peak on each. */
class CapSavingsTest {
  private static final SiteId SITE = new SiteId("site");
  private static final PowerDomainId GRID = new PowerDomainId("grid");
  private static final PowerDomainId LEFT = new PowerDomainId("left");
  private static final PowerDomainId RIGHT = new PowerDomainId("right");
  private static final GpuModelId MODEL = new GpuModelId("h100");
  private static final NodeId ON_LEFT = new NodeId("on-left");
  private static final NodeId ON_RIGHT = new NodeId("on-right");

  @Test
  void shouldCountAReplicaOnceInEveryDomainAboveItsGpus() {
    CapSavings savings = savings(replica(cap(400, 400), ON_LEFT, ON_LEFT, ON_RIGHT));

    assertThat(savings.under(LEFT)).isEqualTo(new CapSavings.Saved(1, 600));
    assertThat(savings.under(RIGHT)).isEqualTo(new CapSavings.Saved(1, 300));
    assertThat(savings.under(GRID)).isEqualTo(new CapSavings.Saved(1, 900));
  }

  @Test
  void shouldSaveNothingUntilTheSiteConfirmsTheCap() {
    CapSavings savings = savings(replica(cap(400, 700), ON_LEFT));

    assertThat(savings.under(LEFT)).isEqualTo(new CapSavings.Saved(1, 0));
    assertThat(savings.under(RIGHT)).isEqualTo(new CapSavings.Saved(0, 0));
  }

  @Test
  void shouldNotCountAReplicaThatMayDrawItsPeakAgain() {
    CapSavings savings = savings(replica(cap(700, 700), ON_LEFT), replica(null, ON_LEFT));

    assertThat(savings.under(GRID)).isEqualTo(new CapSavings.Saved(0, 0));
  }

  @Test
  void shouldIgnoreWhatRunsOnANodeThatTheFleetNoLongerHas() {
    ReplicaStatus lost = replica(cap(400, 400), new NodeId("gone"));

    assertThat(savings(lost).peak(lost)).isNull();
    assertThat(savings(lost).under(GRID)).isEqualTo(new CapSavings.Saved(0, 0));
  }

  private static PowerCap cap(long ordered, long held) {
    return new PowerCap(Watts.of(ordered), Watts.of(held), 1, List.of(), null);
  }

  private static CapSavings savings(ReplicaStatus... replicas) {
    Fleet fleet =
        new Fleet(
            List.of(),
            List.of(domain(GRID, null), domain(LEFT, GRID), domain(RIGHT, GRID)),
            List.of(new GpuContainer(new GpuContainerId("box"), GRID)),
            List.of(node(ON_LEFT, LEFT), node(ON_RIGHT, RIGHT)),
            List.of(
                new GpuModel(
                    MODEL,
                    new Mebibytes(80_000),
                    Watts.of(60),
                    Watts.of(700),
                    Watts.of(200),
                    FigureSource.ASSUMED)),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    FleetStatus status =
        new FleetStatus(
            EpochMillis.ZERO,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(replicas),
            List.of(),
            PlacementStatus.NOTHING_CLOSED,
            List.of(),
            List.of());
    return CapSavings.of(new StatusView(1, fleet, status));
  }

  private static PowerDomain domain(PowerDomainId id, @Nullable PowerDomainId parent) {
    return new PowerDomain(
        id,
        SITE,
        parent,
        parent == null ? PowerDomainKind.INTERCONNECT : PowerDomainKind.FEEDER,
        Watts.of(100_000),
        1_000,
        Watts.ZERO,
        Watts.ZERO,
        FigureSource.ASSUMED);
  }

  private static Node node(NodeId id, PowerDomainId feed) {
    return new Node(
        id, new GpuContainerId("box"), feed, MODEL, 4, Watts.of(400), 0, FigureSource.ASSUMED);
  }

  /** Holds a whole GPU for each node that is named. */
  private static ReplicaStatus replica(@Nullable PowerCap cap, NodeId... nodes) {
    List<DeviceBooking> devices = new ArrayList<>();
    for (NodeId node : nodes) {
      devices.add(new DeviceBooking(node, devices.size(), GpuShare.WHOLE, new Mebibytes(80_000)));
    }
    return new ReplicaStatus(
        new ReplicaId(1),
        new PoolId(new ModelId("m"), ServiceTier.STANDARD),
        ServiceTier.STANDARD,
        ReplicaState.READY,
        SITE,
        new GpuContainerId("box"),
        nodes[0],
        devices,
        List.of(),
        Watts.of(2_000),
        cap,
        0,
        0,
        1,
        1,
        EpochMillis.ZERO,
        Reason.of(ReasonCode.POOL_AT_MIN));
  }
}
