package io.wattpack.core.check;

import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.Taint;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two sites for work that asks for more than GPUs.
 *
 * <pre>
 * site a                                              site b, tainted foreign
 *  grid-a                                              grid-b
 *   +- f1, box b1                                       +- f3, box b3
 *   |   +- k1: g1: 4 big, NVLink pairs, 8 cores, 1000 MiB    +- h1: 2 cut, h2: 2 big
 *   |   +- k2: g2: 4 big, cores and memory not counted
 *   +- f2, box b2, tainted cold: g3: 2 big, tainted night; slot 1 tainted lab
 * all rated 100 kW; big: 1000 MiB, 50 to 500 W; cut: 40000 MiB, 50 to 400 W, MIG A100-40
 * chat: 1 big, 800 MiB, 1 core, 100 MiB; at most 2 under a feeder, tolerates foreign
 * wide: 2 big joined by NVLink, 800 MiB each
 * gang: 2 members of 2 big, 800 MiB each
 * tiny: a slice 1g.5gb of a cut; tolerates foreign
 * </pre>
 */
final class GangFleet {
  static final NodeId G1 = new NodeId("g1");
  static final NodeId G2 = new NodeId("g2");
  static final NodeId G3 = new NodeId("g3");
  static final NodeId H1 = new NodeId("h1");
  static final NodeId H2 = new NodeId("h2");
  static final PowerDomainId F1 = new PowerDomainId("f1");
  static final PowerDomainId F3 = new PowerDomainId("f3");
  static final GpuContainerId B1 = new GpuContainerId("b1");
  static final SiteId A = new SiteId("a");
  static final SiteId B = new SiteId("b");
  static final PoolId CHAT = pool("chat");
  static final PoolId WIDE = pool("wide");
  static final PoolId GANG = pool("gang");
  static final PoolId TINY = pool("tiny");
  static final GpuModelId BIG = new GpuModelId("big");
  static final GpuModelId CUT = new GpuModelId("cut");
  static final PlacementRules TOLERANT =
      new PlacementRules(List.of(), List.of("foreign", "cold", "night", "lab"));

  private GangFleet() {}

  static CheckedWorld world() {
    return new CheckedWorld().happens(new FleetApplied(fleet(), ManagedBy.FILE));
  }

  private static PoolId pool(String model) {
    return new PoolId(new ModelId(model), ServiceTier.STANDARD);
  }

  static Fleet fleet() {
    PlacementRules tolerant = new PlacementRules(List.of(), List.of("foreign"));
    return new Fleet(
        List.of(site("a"), site("b", "foreign")),
        List.of(
            domain("grid-a", "a", null, PowerDomainKind.INTERCONNECT),
            domain("f1", "a", "grid-a", PowerDomainKind.FEEDER),
            domain("f2", "a", "grid-a", PowerDomainKind.FEEDER),
            domain("k1", "a", "f1", PowerDomainKind.RACK),
            domain("k2", "a", "f1", PowerDomainKind.RACK),
            domain("grid-b", "b", null, PowerDomainKind.INTERCONNECT),
            domain("f3", "b", "grid-b", PowerDomainKind.FEEDER)),
        List.of(box("b1", "f1"), box("b2", "f2", "cold"), box("b3", "f3")),
        List.of(
            node("g1", "b1", "k1", BIG, 4, host(8000, 1000), 2),
            node("g2", "b1", "k2", BIG, 4, Host.NOT_COUNTED, 1),
            node(
                "g3",
                "b2",
                "f2",
                BIG,
                2,
                Host.NOT_COUNTED,
                1,
                Taint.ofNode("night"),
                new Taint("lab", 1)),
            node("h1", "b3", "f3", CUT, 2, host(8000, 0), 1),
            node("h2", "b3", "f3", BIG, 2, host(8000, 0), 1)),
        List.of(
            gpuModel(BIG, 1000, 500, MigLayout.NONE),
            gpuModel(CUT, 40_000, 400, MigLayout.A100_40)),
        List.of(),
        List.of(
            profile("chat", BIG, 1, needs(1000, 100), 1),
            profile("wide", BIG, 2, new NodeNeeds(0, Mebibytes.ZERO, true, null), 1),
            profile("gang", BIG, 2, NodeNeeds.NONE, 2),
            profile("tiny", CUT, 1, slice("1g.5gb"), 1)),
        List.of(
            new PoolSpec(
                CHAT,
                0,
                9,
                new PlacementRules(
                    List.of(new SpreadLimit(SpreadLevel.FEEDER, 2)), List.of("foreign"))),
            new PoolSpec(WIDE, 0, 9),
            new PoolSpec(
                GANG,
                0,
                9,
                new PlacementRules(List.of(new SpreadLimit(SpreadLevel.RACK, 3)), List.of())),
            new PoolSpec(TINY, 0, 99, tolerant)),
        List.of(new Tenant(new TenantId("acme"), "Acme", null, 1)));
  }

  private static Site site(String id, String... taints) {
    return new Site(
        new SiteId(id), id, SiteKind.VIRTUAL, "zone", "US-TX", 0, 0, List.of(taints), 0);
  }

  private static PowerDomain domain(
      String id, String site, @Nullable String parent, PowerDomainKind kind) {
    return new PowerDomain(
        new PowerDomainId(id),
        new SiteId(site),
        parent == null ? null : new PowerDomainId(parent),
        kind,
        new Watts(100_000),
        1000,
        Watts.ZERO,
        Watts.ZERO,
        FigureSource.ASSUMED);
  }

  private static GpuContainer box(String id, String domain, String... taints) {
    return new GpuContainer(new GpuContainerId(id), new PowerDomainId(domain), List.of(taints));
  }

  static Node node(
      String id,
      String box,
      String domain,
      GpuModelId gpuModel,
      int gpus,
      Host host,
      int linked,
      Taint... taints) {
    return new Node(
        new NodeId(id),
        new GpuContainerId(box),
        new PowerDomainId(domain),
        gpuModel,
        gpus,
        Watts.ZERO,
        0,
        host,
        linked,
        List.of(taints),
        FigureSource.ASSUMED);
  }

  static Host host(long cpuMilli, long mebibytes) {
    return new Host(cpuMilli, new Mebibytes(mebibytes), null);
  }

  static GpuModel gpuModel(GpuModelId id, long mebibytes, long peak, MigLayout mig) {
    return new GpuModel(
        id,
        new Mebibytes(mebibytes),
        new Watts(50),
        new Watts(peak),
        new Watts(50),
        mig,
        FigureSource.ASSUMED);
  }

  static ModelProfile profile(
      String model, GpuModelId gpuModel, int gpus, NodeNeeds needs, int members) {
    return new ModelProfile(
        new ModelId(model),
        gpuModel,
        gpus,
        GpuShare.WHOLE,
        new Mebibytes(800),
        needs,
        members,
        100,
        500,
        1000,
        FigureSource.ASSUMED);
  }

  static NodeNeeds needs(long cpuMilli, long mebibytes) {
    return new NodeNeeds(cpuMilli, new Mebibytes(mebibytes), false, null);
  }

  static NodeNeeds slice(String profile) {
    return new NodeNeeds(0, Mebibytes.ZERO, false, profile);
  }

  /** A task of whole GPUs that may stand anywhere. */
  static TaskWork work(int gpus, NodeNeeds needs, int members, SpreadLimit... limits) {
    return work(gpus, 1000, needs, members, limits);
  }

  static TaskWork work(int gpus, int milli, NodeNeeds needs, int members, SpreadLimit... limits) {
    return new TaskWork(
        gpus,
        new GpuShare(milli),
        new Mebibytes(100),
        List.of(),
        5000,
        needs,
        members,
        new PlacementRules(List.of(limits), TOLERANT.tolerations()),
        true);
  }

  static HostBooking on(NodeId node) {
    return on(node, 0, 0);
  }

  static HostBooking on(NodeId node, long cpuMilli, long mebibytes) {
    return new HostBooking(node, cpuMilli, new Mebibytes(mebibytes));
  }

  /** A whole GPU. */
  static DeviceBooking gpu(NodeId node, int slot, long mebibytes) {
    return CheckedWorld.device(node, slot, 1000, mebibytes);
  }

  static DeviceBooking cut(int slot, String profile, int start, int milli, long mebibytes) {
    return new DeviceBooking(
        H1, slot, new GpuShare(milli), new Mebibytes(mebibytes), new MigSlice(profile, start));
  }

  /** A slice 1g.5gb. */
  static DeviceBooking small(int slot, int start) {
    return cut(slot, "1g.5gb", start, 142, 4768);
  }

  static Decision task(long replica, List<HostBooking> hosts, DeviceBooking... devices) {
    return start(replica, CheckedWorld.TASK, ServiceTier.FLEX, 5000, hosts, devices);
  }

  static Decision replica(
      long replica, PoolId pool, List<HostBooking> hosts, DeviceBooking... devices) {
    return start(replica, pool, ServiceTier.STANDARD, 0, hosts, devices);
  }

  static Decision chat(long replica, NodeId node, int slot) {
    return replica(replica, CHAT, List.of(on(node, 1000, 100)), gpu(node, slot, 800));
  }

  static Decision tiny(long replica, DeviceBooking slice) {
    return replica(replica, TINY, List.of(on(H1)), slice);
  }

  static Decision start(
      long replica,
      ReplicaOwner owner,
      ServiceTier tier,
      long runMillis,
      List<HostBooking> hosts,
      DeviceBooking... devices) {
    return new ReplicaStart(
        new ReplicaId(replica),
        owner,
        tier,
        List.of(devices),
        hosts,
        1000,
        runMillis,
        CheckedWorld.REASON);
  }
}
