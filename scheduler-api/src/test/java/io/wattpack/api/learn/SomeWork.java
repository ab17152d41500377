package io.wattpack.api.learn;

import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Kinds of work, and a fleet of eight servers with four GPUs that they are for. */
enum SomeWork {
  /** Shares of many sizes that leave odd remainders, and whole GPUs between them. */
  ODD_SHARES(new int[] {1000, 810, 470, 320, 150, 470, 1000, 670}),
  /** Whole GPUs only: every policy packs them alike. */
  WHOLE(new int[] {1000});

  private static final TenantId TENANT = new TenantId("acme");
  private static final GpuModelId L4 = new GpuModelId("l4");
  private static final int NODES = 8;
  private static final long RUN_MILLIS = 20_000;

  private final int[] shares;

  SomeWork(int[] shares) {
    this.shares = shares;
  }

  /** The task of that number; it ends at once when there is no room. */
  TaskWork task(int number) {
    int share = shares[number % shares.length];
    return new TaskWork(
        1,
        new GpuShare(share),
        new Mebibytes(1),
        List.of(),
        RUN_MILLIS,
        new NodeNeeds(share * 8L, Mebibytes.ZERO, false, null),
        1,
        PlacementRules.NONE,
        false);
  }

  static Event submitted(String id, TaskWork work, InstantSource clock) {
    return new JobSubmitted(
        new Job(
            new JobId(id), TENANT, ServiceTier.STANDARD, work, new EpochMillis(clock.millis())));
  }

  static Event fleet() {
    return fleet(NODES);
  }

  static Event fleet(int nodes) {
    return new FleetApplied(fleetOf(nodes), ManagedBy.FILE);
  }

  static Fleet fleetOf(int nodeCount) {
    PowerDomainId domain = new PowerDomainId("site");
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < nodeCount; i++) {
      nodes.add(node(i, domain));
    }
    return new Fleet(
        List.of(new Site(new SiteId("site"), "Site", SiteKind.VIRTUAL, "X", "US-TX", 100, 100)),
        List.of(
            new PowerDomain(
                domain,
                new SiteId("site"),
                null,
                PowerDomainKind.INTERCONNECT,
                Watts.of(1_000_000),
                1_000,
                Watts.ZERO,
                Watts.of(100),
                FigureSource.ASSUMED)),
        List.of(new GpuContainer(new GpuContainerId("box"), domain)),
        nodes,
        List.of(
            new GpuModel(
                L4,
                new Mebibytes(24_000),
                Watts.of(50),
                Watts.of(300),
                Watts.of(100),
                FigureSource.ASSUMED)),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Tenant(TENANT, "Acme", null, 1)));
  }

  private static Node node(int number, PowerDomainId domain) {
    return new Node(
        new NodeId("node-" + number),
        new GpuContainerId("box"),
        domain,
        L4,
        4,
        Watts.of(400),
        0,
        new Host(36_000, new Mebibytes(100_000), null),
        1,
        List.of(),
        FigureSource.ASSUMED);
  }
}
